using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>How a step ended, as it is journalled, shown and answered from.</summary>
internal sealed record StepOutcome
{
    /// <summary>Id of the step in its plan; <c>s2#3</c> for the third element of an <see cref="Argument.Each"/>.</summary>
    public required string StepId { get; init; }

    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>How it ended.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>The backend that answered; null when none was asked.</summary>
    public string? Backend { get; init; }

    /// <summary>Which side it stands on.</summary>
    public Generation? Generation { get; init; }

    /// <summary><c>primary</c>, <c>fallback</c> or <c>affinity</c>; null when no backend was asked.</summary>
    public string? Route { get; init; }

    /// <summary>The stage in force, as <c>canary:25</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>The condition's expression or words, its value (<c>true false unknown</c>), who judged, and what it looked at; null without a condition.</summary>
    public ConditionVerdict? Condition { get; init; }

    /// <summary>What was sent, in the intent's names; null when nothing was.</summary>
    public BoundArguments? Arguments { get; init; }

    /// <summary>The result in the intent's names, <c>secret</c> fields gone; null when there is none.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Whether the result was proved to be the caller's own; what refers to it has provenance <c>tool:&lt;service&gt;/owned</c>.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Every guard rail's decision, in order.</summary>
    public IReadOnlyList<GuardDecision> Guards { get; init; } = [];

    /// <summary>Why it did not succeed; null when it did.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Waiting for a free place, in milliseconds.</summary>
    public long QueuedMs { get; init; }

    /// <summary>The backend's time, in milliseconds.</summary>
    public long Ms { get; init; }
}
