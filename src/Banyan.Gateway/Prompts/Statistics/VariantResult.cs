namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>An arm in one metric.</summary>
/// <param name="Variant">The arm.</param>
/// <param name="Metric"><c>success</c> (share of calls), <c>score</c> (0 to 1), <c>latency</c> (milliseconds) or <c>cost</c> (USD), each per call.</param>
/// <param name="Units">Units measured.</param>
/// <param name="Mean">The mean per call.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval. It holds however often it is looked at: all arms' intervals together miss in at most one experiment of twenty, ever.</param>
/// <param name="ProbabilityBest">How likely the arm is the best of all in this metric; exact only at a look decided beforehand.</param>
/// <param name="IsMinimumReached">Whether enough units were seen to find a difference worth acting on.</param>
public sealed record VariantResult(string Variant, string Metric, long Units, double Mean, double Low, double High, double ProbabilityBest, bool IsMinimumReached);
