namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>What the store adds up of an arm in one metric: each unit has n calls that make y together.</summary>
/// <param name="Variant">The arm.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Units">Units with at least one call.</param>
/// <param name="N">Sum of n.</param>
/// <param name="Y">Sum of y.</param>
/// <param name="Nn">Sum of n squared.</param>
/// <param name="Yy">Sum of y squared.</param>
/// <param name="Ny">Sum of n times y.</param>
public sealed record ArmSums(string Variant, string Metric, long Units, double N, double Y, double Nn, double Yy, double Ny);
