using Banyan.Intents.Running.Sending;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Makes outcomes of steps.</summary>
internal static class Outcomes
{
    /// <summary>The end of a step for which nobody was asked.</summary>
    public static StepOutcome Of(StepUnit unit, StepStatus status, ConditionVerdict? condition, Problem? problem) => new()
    {
        StepId = unit.Id,
        Intent = unit.Step.Intent,
        Status = status,
        Condition = condition,
        Problem = problem,
    };

    /// <summary>The end of a step for which somebody was asked, but for its result.</summary>
    public static StepOutcome Of(StepUnit unit, BoundArguments arguments, GuardResult guards, Sent sent) => new()
    {
        StepId = unit.Id,
        Intent = unit.Step.Intent,
        Status = sent switch
        {
            { IsUnknown: true } => StepStatus.UnknownOutcome,
            { Reply.Problem: null } => StepStatus.Succeeded,
            _ => StepStatus.Failed,
        },
        Backend = sent.By?.Backend.Name,
        Generation = sent.By?.Backend.Generation,
        Route = sent.Route,
        Stage = sent.Choice.Stage,
        Arguments = arguments,
        Guards = guards.Decisions,
        IsOwned = guards.IsOwned,
        Problem = sent.Reply.Problem,
        Ms = (long)sent.Took.TotalMilliseconds,
    };

    /// <summary>Whether a problem is a refusal of ours, not a failure.</summary>
    public static StepStatus StatusOf(Problem problem) =>
        problem.Code.StartsWith("denied_", StringComparison.Ordinal) || problem.Code is ProblemWords.ArgUnsourced or ProblemWords.IntentQuarantined or ProblemWords.IntentStopped ? StepStatus.Denied : StepStatus.Failed;

    /// <summary>Whether a step ended so that what depends on it may go on. A step that was skipped did all it was to do.</summary>
    public static bool IsWell(this StepOutcome outcome) => outcome.Status is StepStatus.Succeeded or StepStatus.Skipped;

    /// <summary>How a run stands whose steps have all ended.</summary>
    public static RunStatus Together(IReadOnlyCollection<StepOutcome> outcomes) =>
        outcomes.All(IsWell) ? RunStatus.Succeeded : outcomes.Any(one => one.Status is StepStatus.Succeeded) ? RunStatus.Partial : RunStatus.Failed;
}
