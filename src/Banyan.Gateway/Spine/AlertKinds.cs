namespace Banyan.Gateway.Spine;

/// <summary>Kinds of alerts.</summary>
public static class AlertKinds
{
    /// <summary>Share of calls that failed.</summary>
    public const string ErrorRate = "error_rate";

    /// <summary>95th percentile of latency in seconds.</summary>
    public const string LatencyP95 = "latency_p95";

    /// <summary>Share of a budget that was reached, below all of it.</summary>
    public const string BudgetThreshold = "budget_threshold";

    /// <summary>A budget is spent.</summary>
    public const string BudgetExceeded = "budget_exceeded";

    /// <summary>A circuit is open.</summary>
    public const string CircuitOpen = "circuit_open";

    /// <summary>No model behind an alias can be tried.</summary>
    public const string AllCandidatesDown = "all_candidates_down";

    /// <summary>Share of a rate limit that was in use throughout the last minute.</summary>
    public const string RateLimitNear = "rate_limit_near";

    /// <summary>Calls of a model without a price.</summary>
    public const string UnpricedModel = "unpriced_model";

    /// <summary>Share of attempts whose tokens were estimated.</summary>
    public const string UsageEstimatedShare = "usage_estimated_share";

    /// <summary>The configuration on disk is refused.</summary>
    public const string ConfigRejected = "config_rejected";

    /// <summary>A provider refused its key.</summary>
    public const string CredentialDead = "credential_dead";

    /// <summary>Days until a key of Banyan ends.</summary>
    public const string KeyExpiring = "key_expiring";

    /// <summary>Seconds since usage last reached the database while some waits.</summary>
    public const string SpoolBacklog = "spool_backlog";

    /// <summary>The emergency direct mode is on.</summary>
    public const string DirectModeOn = "direct_mode_on";

    /// <summary>Attempts at a webhook that failed in a row.</summary>
    public const string WebhookFailing = "webhook_failing";
}
