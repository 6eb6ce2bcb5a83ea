using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What candidates are measured by: the weights, and the medians of those that live.</summary>
/// <param name="Policy">The weights.</param>
/// <param name="Cost">The median of their costs.</param>
/// <param name="LatencyMs">The median of their latencies.</param>
internal readonly record struct Scale(RoutingPolicy Policy, double Cost, double LatencyMs)
{
    /// <summary>What one is worth. A cost nobody knows, which is no number, is taken for the dearest.</summary>
    public double Utility(double cost, in Sight sight, double affinity) =>
        (Policy.CostWeight * (double.IsNaN(cost) ? 0 : Median.Worth(cost, Cost)))
        + (Policy.LatencyWeight * Median.Worth(sight.LatencyMs, LatencyMs))
        + (Policy.QualityWeight * sight.Quality)
        + affinity;
}
