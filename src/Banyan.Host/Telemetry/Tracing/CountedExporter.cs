using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Sends spans to a collector and counts those it could not.</summary>
internal sealed class CountedExporter(OtlpExporterOptions options, SpanLoss loss) : OtlpTraceExporter(options)
{
    /// <inheritdoc />
    public override ExportResult Export(in Batch<Activity> batch)
    {
        // A sending empties the batch.
        var spans = batch.Count;
        var result = base.Export(batch);
        loss.Sent(spans, result == ExportResult.Success);
        return result;
    }
}
