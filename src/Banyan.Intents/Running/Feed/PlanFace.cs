using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Feed;

/// <summary>A plan as it is shown.</summary>
/// <param name="Kind"><c>execute</c>, <c>clarify</c> or <c>answer</c>.</param>
/// <param name="Planner">Who made it.</param>
/// <param name="PlannerReason">Why that planner; null when it is the configured one.</param>
/// <param name="CatalogueVersion">What it is pinned to.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Unmet">Parts nothing here can do.</param>
internal sealed record PlanFace(string Kind, string Planner, string? PlannerReason, string CatalogueVersion, IReadOnlyList<PlanStepFace> Steps, IReadOnlyList<string> Unmet)
{
    /// <summary>The face of a plan.</summary>
    public static PlanFace Of(Plan plan)
    {
        return new PlanFace(PlanJson.Word(plan.Kind), plan.Planner, plan.PlannerReason, plan.CatalogueVersion, [.. plan.Steps.Select(step => new PlanStepFace(step.Id, step.Intent, step.When?.Text))], plan.Unmet);
    }
}
