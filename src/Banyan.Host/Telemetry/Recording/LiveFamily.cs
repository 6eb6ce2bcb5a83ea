using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>A gauge that is read when somebody asks.</summary>
internal sealed class LiveFamily(MetricSpec spec, Func<IEnumerable<KeyValuePair<LabelSet, double>>> read) : IFamily
{
    public MetricSpec Spec => spec;

    public IEnumerable<KeyValuePair<LabelSet, double>> Values => read();

    public void Write(ExpositionWriter writer)
    {
        writer.Head(spec);
        foreach (var (labels, value) in read())
        {
            writer.Sample(spec.Name, "", LabelText.Of(spec.Labels, labels), "", "", value);
        }
    }
}
