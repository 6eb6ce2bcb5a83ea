namespace Banyan.Gateway.Alerting.Rules;

/// <summary>Something is too much, or was.</summary>
public sealed record Alert
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>The rule it was opened by, where somebody set it; null for a usual one.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>What is watched.</summary>
    public required string Kind { get; init; }

    /// <summary>How much it matters.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>What it is about, as <c>service:billing</c>, or <c>all</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Summary { get; init; }

    /// <summary>How it stands.</summary>
    public AlertStatus Status { get; init; }

    /// <summary>The value last measured, in the unit of the kind.</summary>
    public required double Value { get; init; }

    /// <summary>The threshold it was measured against.</summary>
    public required double Threshold { get; init; }

    /// <summary>The only webhooks that are told; empty for all that ask.</summary>
    public IReadOnlyList<Guid> Webhooks { get; init; } = [];

    /// <summary>When it opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who looks after it, as <c>key:Ab12Cd34</c>; null for nobody.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>What they said; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>When it was over; null while it fires.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The same for the same thing gone wrong: one of it is open at a time.</summary>
    public string Fingerprint => $"{Kind}|{Subject}";

    /// <summary>The page that says what to do, from the root of the repository.</summary>
    public string Runbook => $"docs/runbooks/{Kind.Replace('_', '-')}.md";
}
