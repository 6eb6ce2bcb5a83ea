namespace Banyan.Intents.Migration.Store;

/// <summary>What is known of an intent's stage beside the configuration: since when it stands, and whether it was taken back.</summary>
public sealed record StageRow
{
    /// <summary>Whose traffic.</summary>
    public required string Tenant { get; init; }

    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>The operator's stage these words are about, as <c>canary:25</c>; another setting voids them.</summary>
    public required string Setting { get; init; }

    /// <summary>Since when the stage stands (a canary's percentage may change meanwhile).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Since when at least half of the people are on the modern side; null when fewer are.</summary>
    public DateTimeOffset? HalfSince { get; init; }

    /// <summary>The stage it was taken back to; null when it was not.</summary>
    public string? DemotedTo { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? DemotedAt { get; init; }

    /// <summary>Whether it was made without knowing of an earlier one: a stored row of the same setting stands then. Not stored.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Why, with the figures.</summary>
    public string? Reason { get; init; }
}
