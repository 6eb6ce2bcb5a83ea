using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads the thresholds of the configuration.</summary>
internal static class AlertReader
{
    public static AlertThresholds Read(Section alerts) => new()
    {
        ErrorRate = (double)alerts.Number("errorRate"),
        LatencyP95 = alerts.Duration("latencyP95"),
        Budget = (double)alerts.Number("budget"),
        RateLimit = (double)alerts.Number("rateLimit"),
    };
}
