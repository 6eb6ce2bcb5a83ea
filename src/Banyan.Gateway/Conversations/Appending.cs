namespace Banyan.Gateway.Conversations;

/// <summary>What goes with messages that are added: when, how long the conversation lives on, and what making them cost.</summary>
/// <param name="At">Now.</param>
/// <param name="ExpiresAt">When the conversation is erased unless something more is said.</param>
/// <param name="MostMessages">Most messages of one conversation: more are refused, all or none.</param>
public sealed record Appending(DateTimeOffset At, DateTimeOffset ExpiresAt, int MostMessages)
{
    /// <summary>Tokens the exchange took.</summary>
    public long Tokens { get; init; }

    /// <summary>What it cost, in 10⁻⁹ USD.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>How often older messages were left out or summarised for it.</summary>
    public int Truncations { get; init; }
}
