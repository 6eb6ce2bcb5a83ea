namespace Banyan.Intents.Running;

/// <summary>Where a run's time went, in milliseconds.</summary>
/// <param name="ConditionsMs">In conditions, a model's judging included.</param>
/// <param name="StepsMs">From the first step's begin to the last one's end.</param>
/// <param name="QueueMs">Longest wait of a step for a free place.</param>
internal sealed record RunTimes(long ConditionsMs, long StepsMs, long QueueMs);
