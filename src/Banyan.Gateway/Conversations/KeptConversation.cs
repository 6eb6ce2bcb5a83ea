namespace Banyan.Gateway.Conversations;

/// <summary>A conversation as it is kept.</summary>
/// <param name="Id">A UUIDv7.</param>
public sealed record KeptConversation(Guid Id)
{
    /// <summary>The end user it belongs to; null while no user has said anything in it.</summary>
    public string? User { get; init; }

    /// <summary>The beginning of the first thing said; null while nothing was.</summary>
    public string? Title { get; init; }

    /// <summary>What its service noted, as a JSON object.</summary>
    public string Metadata { get; init; } = "{}";

    /// <summary>Messages in it; the last one's sequence.</summary>
    public int Messages { get; init; }

    /// <summary>Tokens of all exchanges in it.</summary>
    public long Tokens { get; init; }

    /// <summary>Cost of all exchanges in it, in 10⁻⁹ USD.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>How often older messages had to be left out or summarised.</summary>
    public int Truncations { get; init; }

    /// <summary>What the messages up to <see cref="SummaryUpTo"/> said; null when never summarised.</summary>
    public string? Summary { get; init; }

    /// <summary>Sequence of the last message in the summary; 0 when there is none.</summary>
    public int SummaryUpTo { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something was last said.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it is erased.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
