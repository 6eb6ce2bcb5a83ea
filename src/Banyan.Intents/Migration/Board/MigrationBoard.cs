namespace Banyan.Intents.Migration.Board;

/// <summary>The migration at one instant, over one window.</summary>
internal sealed record MigrationBoard
{
    /// <summary>The window: <c>1h</c>, <c>24h</c>, <c>7d</c> or <c>30d</c>.</summary>
    public required string Window { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Version of the catalogue it is about.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>Every intent, most asked for first.</summary>
    public required IReadOnlyList<MigrationRow> Rows { get; init; }

    /// <summary>Keys of the intents only the legacy side can do, most asked for first: what to build next.</summary>
    public required IReadOnlyList<string> LegacyOnly { get; init; }

    /// <summary>Pairs of operations that may be one intent and wait for an operator, the likeliest first.</summary>
    public required IReadOnlyList<BoardOverlap> Overlaps { get; init; }

    /// <summary>Definitions that wait for an operator's approval, each with its reason; also those no row shows.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }

    /// <summary>What people asked for and nothing can do, most asked for first.</summary>
    public required IReadOnlyList<UnmetGroup> Unmet { get; init; }
}
