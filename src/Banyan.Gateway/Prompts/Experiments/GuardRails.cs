using System.Text.Json;
using Banyan.Gateway.Prompts.Statistics;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>When an arm is taken out by itself.</summary>
/// <param name="ErrorRatePoints">Points of error rate above the control's. <value>Default 5.</value></param>
/// <param name="LatencyFactor">Times the control's latency. <value>Default 2.</value></param>
/// <param name="CostFactor">Times the control's cost. <value>Default 2.</value></param>
internal sealed record GuardRails(double ErrorRatePoints, double LatencyFactor, double CostFactor)
{
    private static readonly GuardRails Default = new(5, 2, 2);

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static GuardRails Read(JsonElement? source)
    {
        if (source is not { } given)
        {
            return Default;
        }

        if (given.ValueKind != JsonValueKind.Object || given.EnumerateObject().Any(member => JsonReading.NameOf(member) is not ("errorRatePoints" or "latencyFactor" or "costFactor") || member.Value.ValueKind != JsonValueKind.Number))
        {
            throw new FormatException("errorRatePoints, latencyFactor and costFactor are numbers, each optional.");
        }

        var read = new GuardRails(given.Number("errorRatePoints") ?? Default.ErrorRatePoints, given.Number("latencyFactor") ?? Default.LatencyFactor, given.Number("costFactor") ?? Default.CostFactor);
        return read is { ErrorRatePoints: > 0 and <= 100, LatencyFactor: > 1, CostFactor: > 1 } ? read : throw new FormatException("errorRatePoints is 0 to 100, the factors are above 1.");
    }

    /// <summary>Why an arm must go; null when it may stay. A worse figure alone is not enough: the intervals must lie apart, and it counts from <see cref="ResultTable.LeastUnits"/> units on.</summary>
    public string? Breach(string control, string arm, IReadOnlyList<VariantResult> results)
    {
        if (Pair("success") is { } success && success.Arm.Mean < success.Control.Mean - (ErrorRatePoints / 100) && success.Arm.High < success.Control.Low)
        {
            return $"arm {arm} fails {100 * (success.Control.Mean - success.Arm.Mean):0.#} points more often than {control}";
        }

        foreach (var (metric, factor) in new[] { ("latency", LatencyFactor), ("cost", CostFactor) })
        {
            if (Pair(metric) is { } pair && pair.Arm.Mean > pair.Control.Mean * factor && pair.Arm.Low > pair.Control.High)
            {
                return $"{metric} of arm {arm} is {pair.Arm.Mean / Math.Max(pair.Control.Mean, 1e-12):0.##} times that of {control}";
            }
        }

        return null;

        (VariantResult Arm, VariantResult Control)? Pair(string metric)
        {
            var (one, other) = (Find(arm), Find(control));
            return one is { Units: >= ResultTable.LeastUnits } && other is { Units: >= ResultTable.LeastUnits } ? (one, other) : null;

            VariantResult? Find(string name) => results.FirstOrDefault(result => result.Variant == name && result.Metric == metric);
        }
    }
}
