using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>The queue of spans that wait for a sending. It does not tell what it has no room for, so those are counted before they reach it.</summary>
internal sealed class CountedSpans(CountedExporter exporter, BatchExportActivityProcessorOptions bounds, SpanLoss loss)
    : BatchActivityExportProcessor(exporter, bounds.MaxQueueSize, bounds.ScheduledDelayMilliseconds, bounds.ExporterTimeoutMilliseconds, bounds.MaxExportBatchSize)
{
    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        if (data.Recorded && loss.TryWait(bounds.MaxQueueSize))
        {
            base.OnEnd(data);
        }
    }
}
