namespace Banyan.Intents.Spine;

/// <summary>Makes plans from words. Implemented by Planning.</summary>
internal interface IPlanner
{
    /// <summary>Makes a plan and proves it as a whole. Never throws for what a user wrote or a model answered: an unusable answer becomes the lexical planner's plan.</summary>
    ValueTask<ProvedPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken);
}
