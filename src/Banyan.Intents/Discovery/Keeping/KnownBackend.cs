using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>A backend and what is known of it. Replaced, never changed.</summary>
internal sealed record KnownBackend(BackendSource Source, bool IsFound)
{
    /// <summary>What it said last; null when it never answered.</summary>
    public BackendAnswer? Answer { get; init; }

    /// <summary>Why the last asking failed; null when it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>What was wrong with parts of the last answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether it was asked since this process began.</summary>
    public bool WasAsked { get; init; }

    /// <summary>When it was asked last.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is to be asked next.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How good what is known is.</summary>
    public BackendState State => Answer is null ? BackendState.Dead : Problem is null && WasAsked ? BackendState.Fresh : BackendState.Stale;
}
