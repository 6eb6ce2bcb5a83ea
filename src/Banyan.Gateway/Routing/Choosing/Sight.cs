namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What was known of a candidate when a decision looked at it.</summary>
/// <param name="LatencyMs">Expected milliseconds to the whole answer at the 95th percentile.</param>
/// <param name="Quality">Expected quality, 0 to 1.</param>
internal readonly record struct Sight(double LatencyMs, double Quality);
