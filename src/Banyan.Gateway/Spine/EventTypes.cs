namespace Banyan.Gateway.Spine;

/// <summary>Types of events, as webhooks name them.</summary>
public static class EventTypes
{
    /// <summary>A share of a budget was reached.</summary>
    public const string BudgetThreshold = "budget.threshold";

    /// <summary>A budget is spent.</summary>
    public const string BudgetExceeded = "budget.exceeded";

    /// <summary>A circuit opened, is being probed, or closed.</summary>
    public const string BreakerChanged = "breaker.changed";

    /// <summary>A version of a prompt is active.</summary>
    public const string PromptPublished = "prompt.published";

    /// <summary>An experiment ended.</summary>
    public const string ExperimentStopped = "experiment.stopped";

    /// <summary>A key was taken back.</summary>
    public const string KeyRevoked = "key.revoked";

    /// <summary>A configuration is in force.</summary>
    public const string ConfigApplied = "config.applied";

    /// <summary>A kill switch or the direct mode was thrown or taken back.</summary>
    public const string SwitchChanged = "killswitch.changed";

    /// <summary>An alert opened, or is still open four hours later.</summary>
    public const string AlertOpened = "alert.opened";

    /// <summary>An alert is over.</summary>
    public const string AlertResolved = "alert.resolved";

    /// <summary>What a tenant spent the day before, by service and feature.</summary>
    public const string ReportDaily = "report.daily";

    /// <summary>Somebody tries a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>Those a webhook can ask for.</summary>
    public static IReadOnlyList<string> All { get; } =
        [AlertOpened, AlertResolved, BudgetThreshold, BudgetExceeded, BreakerChanged, ConfigApplied, ExperimentStopped, KeyRevoked, SwitchChanged, PromptPublished, ReportDaily];
}
