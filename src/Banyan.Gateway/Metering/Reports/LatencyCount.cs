namespace Banyan.Gateway.Metering.Reports;

/// <summary>How many attempts took about as long.</summary>
/// <param name="Key">The group; empty for attempts that have none of it, and where nothing is told apart.</param>
/// <param name="At">The beginning of the hour or day.</param>
/// <param name="Bucket">See <see cref="Spine.TimeBuckets"/>.</param>
/// <param name="Calls">How many.</param>
public sealed record LatencyCount(string Key, DateTimeOffset At, int Bucket, long Calls);
