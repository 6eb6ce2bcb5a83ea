using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>What Banyan itself took so far: the time since arrival less the time attempts waited for upstreams.</summary>
internal static class Overhead
{
    public static TimeSpan SoFar(Exchange exchange, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var waited = 0L;
        foreach (var attempt in exchange.Attempts)
        {
            var until = attempt.EndTimestamp != 0 ? attempt.EndTimestamp : now;
            waited += attempt.AwaitedTicks != 0 ? attempt.AwaitedTicks : until - attempt.StartTimestamp;
        }

        var ticks = Math.Max(0, now - exchange.StartTimestamp - waited);
        return TimeSpan.FromSeconds(ticks / (double)time.TimestampFrequency);
    }
}
