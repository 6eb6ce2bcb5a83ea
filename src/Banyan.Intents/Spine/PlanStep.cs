using System.Collections.Frozen;

namespace Banyan.Intents.Spine;

/// <summary>One intent of a plan with its arguments.</summary>
/// <param name="Id"><c>s1</c>, <c>s2</c>, …</param>
/// <param name="Intent">Key of the intent.</param>
internal sealed record PlanStep(string Id, string Intent)
{
    /// <summary>Steps that must have ended before, beside those it refers to.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Arguments by parameter name. Bound parameters never stand here.</summary>
    public IReadOnlyDictionary<string, Argument> Args { get; init; } = FrozenDictionary<string, Argument>.Empty;

    /// <summary>When it runs at all; null for always.</summary>
    public StepCondition? When { get; init; }
}
