using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>One metric with all its series.</summary>
internal interface IFamily
{
    /// <summary>The metric.</summary>
    MetricSpec Spec { get; }

    /// <summary>Writes its head and its samples; nothing while it has no series.</summary>
    void Write(ExpositionWriter writer);

    /// <summary>Current values by labels, in the metric's unit; empty for histograms and summaries.</summary>
    IEnumerable<KeyValuePair<LabelSet, double>> Values { get; }
}
