namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>An arm's mean per call with its spread between units: calls of one user are alike, so units are what is counted.</summary>
/// <param name="Units">Units.</param>
/// <param name="Mean">All that was made over all calls.</param>
/// <param name="Deviation">Standard deviation of a unit's part in the mean.</param>
internal readonly record struct ArmEstimate(long Units, double Mean, double Deviation)
{
    /// <summary>Standard error of the mean.</summary>
    public double Error => Deviation / Math.Sqrt(Units);

    /// <summary>Estimates from sums: a ratio of two means, its spread by the first term of its series.</summary>
    /// <param name="sums">The sums; at least one call.</param>
    /// <param name="isShare">Whether each call makes 0 to 1.</param>
    public static ArmEstimate Of(ArmSums sums, bool isShare)
    {
        var mean = sums.Y / sums.N;
        var perUnit = sums.N / sums.Units;
        var residual = sums.Units < 2 ? 0 : Math.Max(0, (sums.Yy - (2 * mean * sums.Ny) + (mean * mean * sums.Nn)) / (sums.Units - 1));
        var variance = residual / (perUnit * perUnit);
        if (isShare)
        {
            // A hundred successes in a row have no spread of their own, and yet the next may fail.
            var cautious = (sums.Y + 2) / (sums.N + 4);
            variance = Math.Max(variance, cautious * (1 - cautious) / perUnit);
        }

        return new ArmEstimate(sums.Units, mean, Math.Sqrt(variance));
    }
}
