namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>An interval that may be looked at every day: with the given probability it holds the mean at every look there ever is.</summary>
/// <remarks>
/// The asymptotic confidence sequence with a Gaussian mixture: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory
/// and asymptotic confidence sequences", theorem 2.2 and the choice of rho in section 3.5 (arXiv 2103.06476). Wider than the interval of one planned look, by about two thirds around
/// <see cref="TightAt"/> units.
/// </remarks>
internal static class AlwaysValid
{
    /// <summary>Units at which it is tightest.</summary>
    public const double TightAt = 1000;

    /// <summary>Half its width.</summary>
    /// <param name="deviation">Standard deviation of a unit.</param>
    /// <param name="units">Units seen.</param>
    /// <param name="miss">Probability that it ever misses.</param>
    public static double HalfWidth(double deviation, long units, double miss)
    {
        var log = -2 * Math.Log(miss);
        var rho = (log + Math.Log(log + 1)) / TightAt;
        var grown = (units * rho) + 1;
        return deviation * Math.Sqrt(2 * grown / (rho * units * units) * Math.Log(Math.Sqrt(grown) / miss));
    }
}
