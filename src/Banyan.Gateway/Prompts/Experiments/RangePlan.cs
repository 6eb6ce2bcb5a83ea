namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Gives arms their buckets. Who keeps its share keeps its buckets; only what one arm gives up goes to another, so a ramp moves no unit that need not move.</summary>
internal static class RangePlan
{
    /// <summary>New ranges by arm.</summary>
    /// <param name="arms">The arms with the ranges they have; none at the first time.</param>
    /// <param name="weights">A share for each arm, 0 to 1, together at most 1. What is left over stays out of the experiment.</param>
    public static IReadOnlyList<ExperimentVariant> Allocate(IReadOnlyList<ExperimentVariant> arms, IReadOnlyList<double> weights)
    {
        var wanted = Counts(weights);
        var owner = new int[Experiment.Buckets];
        Array.Fill(owner, -1);
        for (var arm = 0; arm < arms.Count; arm++)
        {
            Keep(owner, arm, arms[arm].Ranges, wanted);
        }

        var next = 0;
        for (var bucket = 0; bucket < owner.Length; bucket++)
        {
            while (next < wanted.Length && wanted[next] == 0)
            {
                next++;
            }

            if (owner[bucket] < 0 && next < wanted.Length)
            {
                owner[bucket] = next;
                wanted[next]--;
            }
        }

        return [.. arms.Select((arm, at) => arm with { Ranges = Ranges(owner, at) })];
    }

    // Whole buckets, the largest remainders rounded up, so that they add up.
    private static int[] Counts(IReadOnlyList<double> weights)
    {
        var counts = weights.Select(weight => (int)Math.Floor((weight * Experiment.Buckets) + 1e-9)).ToArray();
        var total = (int)Math.Round(Math.Min(1, weights.Sum()) * Experiment.Buckets);
        foreach (var arm in Enumerable.Range(0, counts.Length).OrderByDescending(arm => (weights[arm] * Experiment.Buckets) - counts[arm]).ThenBy(arm => arm).Take(Math.Max(0, total - counts.Sum())))
        {
            counts[arm]++;
        }

        return counts;
    }

    private static void Keep(int[] owner, int arm, IReadOnlyList<BucketRange> ranges, int[] wanted)
    {
        foreach (var range in ranges)
        {
            for (var bucket = range.From; bucket < range.To && wanted[arm] > 0; bucket++)
            {
                owner[bucket] = arm;
                wanted[arm]--;
            }
        }
    }

    private static List<BucketRange> Ranges(int[] owner, int arm)
    {
        var ranges = new List<BucketRange>();
        for (var bucket = 0; bucket < owner.Length; bucket++)
        {
            if (owner[bucket] != arm)
            {
                continue;
            }

            var from = bucket;
            while (bucket < owner.Length && owner[bucket] == arm)
            {
                bucket++;
            }

            ranges.Add(new BucketRange(from, bucket));
        }

        return ranges;
    }
}
