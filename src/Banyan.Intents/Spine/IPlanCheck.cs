namespace Banyan.Intents.Spine;

/// <summary>Proves a plan before anything runs. Implemented by Checking.</summary>
internal interface IPlanCheck
{
    /// <summary>All faults at once; empty when the plan may run.</summary>
    IReadOnlyList<Problem> Check(Plan plan, PlanRequest request);
}
