using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Feed;

/// <summary>A step as it is shown.</summary>
internal sealed record StepFace
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Key of its intent.</summary>
    public required string Intent { get; init; }

    /// <summary>Word of its status.</summary>
    public required string Status { get; init; }

    /// <summary>Who is or was asked; null when nobody.</summary>
    public string? Backend { get; init; }

    /// <summary><c>legacy</c> or <c>modern</c>; null when nobody was asked.</summary>
    public string? Generation { get; init; }

    /// <summary>Its condition with value and evidence; null without one, or before it ended.</summary>
    public ConditionVerdict? Condition { get; init; }

    /// <summary>Code of its problem; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What the problem is, safe to show; null when there is none.</summary>
    public string? Detail { get; init; }

    /// <summary>The backend's time, in milliseconds.</summary>
    public long Ms { get; init; }

    /// <summary>The face of a step's begin.</summary>
    public static StepFace Of(StepStart start) => new() { Id = start.StepId, Intent = start.Intent, Status = RunWords.Of(StepStatus.Running), Backend = start.Backend };

    /// <summary>The face of a step's end.</summary>
    public static StepFace Of(StepOutcome outcome) => new()
    {
        Id = outcome.StepId,
        Intent = outcome.Intent,
        Status = RunWords.Of(outcome.Status),
        Backend = outcome.Backend,
        Generation = outcome.Generation switch { Spine.Generation.Legacy => "legacy", Spine.Generation.Modern => "modern", null => null },
        Condition = outcome.Condition,
        Code = outcome.Problem?.Code,
        Detail = outcome.Problem?.Detail,
        Ms = outcome.Ms,
    };
}
