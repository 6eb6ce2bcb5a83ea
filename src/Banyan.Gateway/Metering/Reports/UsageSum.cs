namespace Banyan.Gateway.Metering.Reports;

/// <summary>What one group added up to at one point.</summary>
/// <param name="Key">The group; empty for rows that have none of it, and where nothing is told apart.</param>
/// <param name="At">The beginning of the hour or day; null where the whole window is one.</param>
/// <param name="Totals">The sums.</param>
public sealed record UsageSum(string Key, DateTimeOffset? At, UsageTotals Totals);
