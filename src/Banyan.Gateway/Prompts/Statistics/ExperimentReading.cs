namespace Banyan.Gateway.Prompts.Statistics;

/// <summary>What is known of an experiment by now.</summary>
/// <param name="Results">A row for each arm and metric that has been measured.</param>
/// <param name="SampleRatio">How likely the arms' counts of units are if sorting works; below 0.001 something sorts or loses units, and the results can't be trusted. 1 while there is nothing to judge.</param>
public sealed record ExperimentReading(IReadOnlyList<VariantResult> Results, double SampleRatio)
{
    /// <summary>The probability below which the sample ratio is an alarm.</summary>
    public const double AlarmBelow = 0.001;

    /// <summary>Whether the arms' counts do not fit their shares.</summary>
    public bool IsSampleRatioMismatched => SampleRatio < AlarmBelow;
}
