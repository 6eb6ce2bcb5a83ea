namespace Banyan.Gateway.Alerting.Watching;

/// <summary>Sums of traffic.</summary>
/// <param name="Calls">Exchanges that ended, without those refused and those their callers left.</param>
/// <param name="Failures">Those that failed through no fault of their callers.</param>
/// <param name="Attempts">Attempts that were charged.</param>
/// <param name="Estimated">Those whose tokens were estimated.</param>
internal readonly record struct TrafficCount(int Calls, int Failures, int Attempts, int Estimated);
