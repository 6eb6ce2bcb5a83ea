namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>How likely each arm is the best, if means err as their standard errors say.</summary>
internal static class BestArm
{
    private const int Points = 400;
    private const double Reach = 8;

    /// <summary>The probability of each arm to have the highest true mean; they add up to one.</summary>
    public static double[] Probabilities(IReadOnlyList<ArmEstimate> arms)
    {
        var errors = arms.Select(arm => Math.Max(arm.Error, (Math.Abs(arm.Mean) * 1e-9) + 1e-12)).ToArray();
        var chances = new double[arms.Count];
        for (var arm = 0; arm < arms.Count; arm++)
        {
            // The chance that all others lie below, over where this one may lie.
            for (var point = 0; point < Points; point++)
            {
                var z = -Reach + ((point + 0.5) * 2 * Reach / Points);
                var at = arms[arm].Mean + (z * errors[arm]);
                var below = Math.Exp(-z * z / 2);
                for (var other = 0; other < arms.Count; other++)
                {
                    below *= other == arm ? 1 : Below((at - arms[other].Mean) / errors[other]);
                }

                chances[arm] += below;
            }
        }

        var sum = chances.Sum();
        return [.. chances.Select(chance => sum > 0 ? chance / sum : 1.0 / arms.Count)];
    }

    /// <summary>The standard normal distribution, to seven digits: Abramowitz and Stegun 26.2.17.</summary>
    internal static double Below(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z > 0 ? 1 - tail : tail;
    }
}
