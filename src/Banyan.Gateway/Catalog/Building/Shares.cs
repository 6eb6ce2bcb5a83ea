using System.Numerics;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Weights of nested aliases: an alias inside another divides the share it was given.</summary>
internal static class Shares
{
    /// <summary>The models of all parts, in order and each once, with whole weights in the exact proportion.</summary>
    public static IReadOnlyList<AliasTarget> Combine(IReadOnlyList<(int Weight, Reference Stands)> parts)
    {
        // Over a common denominator: each part's weight, times its inner share, times the totals of the other parts.
        var totals = parts.Select(part => BigInteger.Max(1, Total(part.Stands))).ToList();
        var common = totals.Aggregate(BigInteger.One, (all, total) => all * total / BigInteger.GreatestCommonDivisor(all, total));
        var order = new List<ModelEntry>();
        var weights = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            foreach (var target in parts[i].Stands.Targets)
            {
                var weight = parts[i].Weight * target.Weight * (common / totals[i]);
                if (weights.TryAdd(target.Model.Id, weight))
                {
                    order.Add(target.Model);
                }
                else
                {
                    weights[target.Model.Id] += weight;
                }
            }
        }

        var divisor = BigInteger.Max(1, weights.Values.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor));
        var most = weights.Values.Append(1).Max() / divisor;
        var scale = BigInteger.Max(1, most / 1_000_000_000);
        return [.. order.Select(model => new AliasTarget(model, (int)(weights[model.Id] / divisor / scale)))];
    }

    private static BigInteger Total(Reference stands) => stands.Targets.Aggregate(BigInteger.Zero, (sum, target) => sum + target.Weight);
}
