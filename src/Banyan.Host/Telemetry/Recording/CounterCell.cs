using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>A number that is added to: a counter, or a gauge that goes up and down.</summary>
internal sealed class CounterCell : ICell
{
    private long _value;

    /// <summary>The sum so far, before the metric's scale.</summary>
    public long Value => Interlocked.Read(ref _value);

    public void Add(double value) => Interlocked.Add(ref _value, (long)value);

    public void Write(ExpositionWriter writer, MetricSpec spec, ReadOnlySpan<byte> labels) => writer.Sample(spec.Name, "", labels, "", "", Value * spec.Scale);
}
