using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>What one series has recorded. Thread-safe.</summary>
internal interface ICell
{
    /// <summary>Takes in a number.</summary>
    void Add(double value);

    /// <summary>Writes its samples.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="spec">The metric it belongs to.</param>
    /// <param name="labels">Its labels as text, without braces.</param>
    void Write(ExpositionWriter writer, MetricSpec spec, ReadOnlySpan<byte> labels);
}
