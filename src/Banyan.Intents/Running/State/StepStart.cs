using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>A step about to be sent: the first half of the write protocol.</summary>
internal sealed record StepStart
{
    /// <summary>The step; <c>s2#3</c> for the third element of a list.</summary>
    public required string StepId { get; init; }

    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>Whether anything is sent at all; false for a step that ends without a call.</summary>
    public bool IsSent { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Who is asked; null when nobody is.</summary>
    public string? Backend { get; init; }

    /// <summary><c>primary</c>, <c>affinity</c> or <c>fallback</c>.</summary>
    public string? Route { get; init; }

    /// <summary>The stage in force.</summary>
    public string? Stage { get; init; }

    /// <summary>Sent as Idempotency-Key; null for a read.</summary>
    public string? Key { get; init; }

    /// <summary>SHA-256 of the canonical arguments; null for a read.</summary>
    public string? ArgumentsHash { get; init; }

    /// <summary>What is sent, in the intent's names.</summary>
    public BoundArguments? Arguments { get; init; }

    /// <summary>Whether it was proved before that the record is the caller's.</summary>
    public bool IsOwned { get; init; }
}
