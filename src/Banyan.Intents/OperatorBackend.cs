namespace Banyan.Intents;

/// <summary>A backend as operators see it.</summary>
public sealed record OperatorBackend
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Whether it belongs to the new world rather than the old.</summary>
    public required bool IsModern { get; init; }

    /// <summary>Whether what it says of itself is granted without an operator.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>Whether it was found in a directory rather than configured.</summary>
    public required bool IsFound { get; init; }

    /// <summary>How good what is known of it is: <c>fresh</c>, <c>stale</c> or <c>dead</c>.</summary>
    public required string State { get; init; }

    /// <summary>The best circuit among its intents on this node: <c>closed</c>, <c>half-open</c> or <c>open</c>.</summary>
    public required string Circuit { get; init; }

    /// <summary>When its description was last read; null when never.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>What is wrong with it or its description, each in a sentence; empty when nothing.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
