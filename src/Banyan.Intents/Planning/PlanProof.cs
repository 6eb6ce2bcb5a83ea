using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>Proves plans as they are made, and says how long that took.</summary>
internal sealed class PlanProof(IPlanCheck check, TimeProvider time)
{
    /// <summary>Proves one.</summary>
    public ProvedPlan Of(Plan plan, PlanRequest request)
    {
        var before = time.GetTimestamp();
        return new ProvedPlan(plan, check.Check(plan, request)) { Proving = time.GetElapsedTime(before) };
    }
}
