namespace Banyan.Gateway.Metering.Reports;

/// <summary>One point of a trend.</summary>
/// <param name="At">The beginning of its hour, day, week or month, UTC.</param>
/// <param name="Key">The group; null where nothing is told apart, empty for rows that have none of it.</param>
/// <param name="Totals">What it adds up to.</param>
/// <param name="P95LatencyMs">Milliseconds within which 19 of 20 attempts ended, to 5 %; null without any, and where users or prompts are told apart.</param>
public sealed record UsagePoint(DateTimeOffset At, string? Key, UsageTotals Totals, int? P95LatencyMs);
