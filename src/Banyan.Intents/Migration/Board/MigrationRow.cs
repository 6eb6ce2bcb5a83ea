namespace Banyan.Intents.Migration.Board;

/// <summary>One intent on the board.</summary>
internal sealed record MigrationRow
{
    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary><c>read</c>, <c>write</c> or <c>destructive</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>The stage in force, as <c>canary:25</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The stage the operator set, or the default.</summary>
    public required string Setting { get; init; }

    /// <summary>Why the figures took it back a stage; null when they did not.</summary>
    public string? Demotion { get; init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? DemotedAt { get; init; }

    /// <summary>Messages of the window that asked for it.</summary>
    public long Messages { get; init; }

    /// <summary>Different people who did.</summary>
    public long Users { get; init; }

    /// <summary>Change of messages against the same time before: 0.5 is half as many again; null when there were none.</summary>
    public double? Trend { get; init; }

    /// <summary>Messages of thirty days.</summary>
    public long Demand30d { get; init; }

    /// <summary>Different people of thirty days.</summary>
    public long Users30d { get; init; }

    /// <summary>Calls whose answer counted.</summary>
    public long Calls { get; init; }

    /// <summary>Share of these the modern side answered, 0 to 1.</summary>
    public double ModernShare { get; init; }

    /// <summary>Calls that stood in for the preferred side.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Share of the modern side's calls that failed, compared ones included.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Share of the legacy side's calls that failed; null without calls.</summary>
    public double? LegacyErrorRate { get; init; }

    /// <summary>The modern side's median; null without calls.</summary>
    public int? P50LatencyMs { get; init; }

    /// <summary>Time in which the modern side answers 95 % of calls; 0 without calls.</summary>
    public int P95LatencyMs { get; init; }

    /// <summary>The legacy side's median; null without calls.</summary>
    public int? LegacyP50Ms { get; init; }

    /// <summary>Time in which the legacy side answers 95 % of calls; null without calls.</summary>
    public int? LegacyP95Ms { get; init; }

    /// <summary>Breakers of its backends.</summary>
    public required IReadOnlyList<BoardCircuit> Circuits { get; init; }

    /// <summary>Reads that were compared.</summary>
    public long Compared { get; init; }

    /// <summary>Share of compared reads that differ; null when none was compared.</summary>
    public double? MismatchRate { get; init; }

    /// <summary>Fields that differ, most frequent first.</summary>
    public required IReadOnlyList<string> MismatchFields { get; init; }

    /// <summary>Fields the legacy side answers differently each time; they are no mismatch.</summary>
    public required IReadOnlyList<string> NoiseFields { get; init; }

    /// <summary>What keeps the two sides from being one intent: parameters not accepted, fields not yielded.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Why end users may not have it; null when they may.</summary>
    public string? Quarantine { get; init; }

    /// <summary>The stage the rules are about; null when there is none above.</summary>
    public string? Next { get; init; }

    /// <summary>Conditions for <see cref="Next"/>, met and unmet.</summary>
    public required IReadOnlyList<ReadinessRule> Rules { get; init; }

    /// <summary>Whether every rule is met.</summary>
    public bool Ready { get; init; }

    /// <summary>The rules that are not, with what is there.</summary>
    public required IReadOnlyList<string> Blockers { get; init; }

    /// <summary>The stage the figures propose; null when they propose none.</summary>
    public string? Proposal { get; init; }

    /// <summary>What accepting it would do: people and calls a day.</summary>
    public string? EffectOfProposal { get; init; }
}
