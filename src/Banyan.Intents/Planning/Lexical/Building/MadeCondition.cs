using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>A condition with the step it looks at.</summary>
/// <param name="When">The condition.</param>
/// <param name="Step">The step; null when none reads what the words are about.</param>
internal sealed record MadeCondition(StepCondition When, StepDraft? Step)
{
    /// <summary>Words of the condition this one is the opposite of; null when it is nobody's.</summary>
    public string? Contrary { get; init; }
}
