using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>What the guard rails decided on a step.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Decisions">In order.</param>
internal sealed record GuardDecided(string StepId, IReadOnlyList<GuardDecision> Decisions)
{
    /// <summary>The reason of a decision on <c>confirmation</c> that takes a yes back.</summary>
    public const string Changed = "a value it rested on has changed";
}
