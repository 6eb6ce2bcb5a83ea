namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>Pearson's test of counts against shares.</summary>
internal static class SampleRatio
{
    private const int MostTerms = 10_000;
    private const double Close = 1e-14;

    /// <summary>How likely counts at least this far from the shares are; 1 when there is nothing to compare.</summary>
    /// <param name="counts">Units of each arm.</param>
    /// <param name="weights">The share of each arm; arms without one are left out.</param>
    public static double Probability(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        int[] arms = [.. Enumerable.Range(0, counts.Count).Where(arm => weights[arm] > 0)];
        var (total, weight) = ((double)arms.Sum(arm => counts[arm]), arms.Sum(arm => weights[arm]));
        // Below five expected in an arm the test says nothing.
        if (arms.Length < 2 || arms.Any(arm => total * weights[arm] / weight < 5))
        {
            return 1;
        }

        var square = arms.Sum(arm =>
        {
            var expected = total * weights[arm] / weight;
            return (counts[arm] - expected) * (counts[arm] - expected) / expected;
        });
        return UpperGamma((arms.Length - 1) / 2.0, square / 2);
    }

    /// <summary>The regularised upper incomplete gamma function: a series for small x, a continued fraction for large.</summary>
    internal static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var scale = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            var (term, sum) = (1 / a, 1 / a);
            for (var n = 1; n < MostTerms && term > sum * Close; n++)
            {
                term *= x / (a + n);
                sum += term;
            }

            return 1 - (sum * scale);
        }

        // Lentz's method.
        var b = x + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var factor = -n * (n - a);
            b += 2;
            d = 1 / ((factor * d) + b);
            c = b + (factor / c);
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Close)
            {
                break;
            }
        }

        return fraction * scale;
    }

    /// <summary>ln Γ, for the halves and wholes that occur here.</summary>
    private static double LogGamma(double a)
    {
        var log = a == Math.Floor(a) ? 0 : Math.Log(Math.Sqrt(Math.PI));
        for (var at = a == Math.Floor(a) ? 1.0 : 0.5; at < a; at++)
        {
            log += Math.Log(at);
        }

        return log;
    }
}
