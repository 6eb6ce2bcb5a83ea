namespace Banyan.Gateway.Tools.Executing;

/// <summary>How often a tool was called.</summary>
/// <param name="Calls">All calls.</param>
/// <param name="Failures">Those that failed.</param>
public sealed record ToolCounts(long Calls, long Failures);
