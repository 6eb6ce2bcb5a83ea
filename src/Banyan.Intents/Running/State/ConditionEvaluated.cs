using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>A condition that was evaluated.</summary>
/// <param name="StepId">The step it stands on.</param>
/// <param name="Verdict">What became of it.</param>
internal sealed record ConditionEvaluated(string StepId, ConditionVerdict Verdict);
