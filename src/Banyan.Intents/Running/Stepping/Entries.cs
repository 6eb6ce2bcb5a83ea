using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Writes the events of steps.</summary>
internal static class Entries
{
    /// <summary>A condition was evaluated.</summary>
    public static JournalEntry Condition(string stepId, ConditionVerdict verdict) =>
        new(EventKinds.ConditionEvaluated, RunJson.Write(new ConditionEvaluated(stepId, verdict), RunJson.Default.ConditionEvaluated));

    /// <summary>The guard rails decided.</summary>
    public static JournalEntry Guards(string stepId, IReadOnlyList<GuardDecision> decisions) =>
        new(EventKinds.GuardDecided, RunJson.Write(new GuardDecided(stepId, decisions), RunJson.Default.GuardDecided));

    /// <summary>A step began.</summary>
    public static JournalEntry Start(StepStart start) => new(EventKinds.StepStarted, RunJson.Write(start, RunJson.Default.StepStart));

    /// <summary>A step ended.</summary>
    public static JournalEntry End(StepOutcome outcome) => new(EventKinds.StepEnded, RunJson.Write(outcome, RunJson.Default.StepOutcome));
}
