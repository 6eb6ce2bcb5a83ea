using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>One thing to carry out: a step, or one element of a step that runs once for each.</summary>
/// <param name="Id"><c>s2</c>, or <c>s2#3</c>.</param>
/// <param name="Node">The step of the plan.</param>
/// <param name="Step">The step with references in the place of lists; its id is <paramref name="Id"/>.</param>
/// <param name="Element">The element at hand; null for a plain step.</param>
internal sealed record StepUnit(string Id, PlanNode Node, PlanStep Step, JsonElement? Element)
{
    /// <summary>A plain step.</summary>
    public static StepUnit Of(PlanNode node) => new(node.Step.Id, node, node.Step, null);
}
