using Banyan.Gateway.Prompts.Experiments;

namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>Makes results of sums.</summary>
internal static class ResultTable
{
    /// <summary>The metrics, in the order they are told.</summary>
    public static readonly string[] Metrics = ["success", "score", "latency", "cost"];

    /// <summary>How often all intervals of an experiment together may miss, in one metric.</summary>
    public const double Miss = 0.05;

    /// <summary>Fewer units than this are never enough.</summary>
    public const int LeastUnits = 100;

    // What a difference worth finding is: five points of a share, a tenth of a time or a cost.
    private const double Points = 0.05, Part = 0.1;

    /// <summary>A row for each arm and metric that was measured.</summary>
    public static IReadOnlyList<VariantResult> Of(Experiment experiment, IReadOnlyList<ArmSums> sums)
    {
        var results = new List<VariantResult>();
        foreach (var metric in Metrics)
        {
            ArmSums[] measured = [.. experiment.Variants.Select(variant => sums.FirstOrDefault(one => one.Variant == variant.Name && one.Metric == metric)).OfType<ArmSums>().Where(one => one.N > 0)];
            if (measured.Length > 0)
            {
                results.AddRange(Rows(experiment, metric, measured));
            }
        }

        return results;
    }

    private static IEnumerable<VariantResult> Rows(Experiment experiment, string metric, ArmSums[] measured)
    {
        var isShare = metric is "success" or "score";
        var estimates = measured.Select(one => ArmEstimate.Of(one, isShare)).ToArray();
        var best = BestArm.Probabilities(isShare ? estimates : [.. estimates.Select(one => one with { Mean = -one.Mean })]);
        var needed = Needed(estimates, isShare);
        for (var arm = 0; arm < measured.Length; arm++)
        {
            var (units, mean, deviation) = estimates[arm];
            var half = AlwaysValid.HalfWidth(deviation, units, Miss / experiment.Variants.Count);
            var (low, high) = (Math.Max(0, mean - half), isShare ? Math.Min(1, mean + half) : mean + half);
            yield return new VariantResult(measured[arm].Variant, metric, units, mean, low, high, best[arm], units >= needed);
        }
    }

    // Two arms, one chance of twenty to see what is not there, one of five to miss what is: sixteen times variance over difference squared.
    private static double Needed(ArmEstimate[] estimates, bool isShare)
    {
        var widest = estimates.Max(one => one.Deviation);
        var worth = isShare ? Points : Part * estimates.Max(one => one.Mean);
        return worth <= 0 ? LeastUnits : Math.Max(LeastUnits, 16 * widest * widest / (worth * worth));
    }
}
