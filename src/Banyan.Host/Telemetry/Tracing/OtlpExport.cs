using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Sends spans and metrics to a collector from threads of its own: queues are bounded, what does not fit or can't be sent is dropped and counted, nobody waits.</summary>
internal sealed class OtlpExport(OtlpTarget target, SpanLoss loss) : IHostedService, IDisposable
{
    private const int GoodbyeMs = 2_000;
    private const int MostSeries = 5_000;

    private TracerProvider? _tracer;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (target.Endpoint is not null)
        {
            Begin();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is queued, within two seconds: a dead collector does not hold the process up.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _tracer?.Shutdown(GoodbyeMs);
        _metrics?.Shutdown(GoodbyeMs);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _tracer?.Dispose();
        _metrics?.Dispose();
    }

    // By itself, so that a process without a collector does not load what sends to one.
    private void Begin()
    {
        var resource = ResourceBuilder.CreateDefault().AddService("banyan", serviceVersion: BuildVersion.Text).AddEnvironmentVariableDetector();
        var traces = new OtlpExporterOptions();
        target.Apply(traces, "traces");
        _tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Names.Source, Names.ServerSource)
            .AddProcessor(new CountedSpans(new CountedExporter(traces, loss), new BatchExportActivityProcessorOptions(), loss)).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Names.Source, "System.Runtime", "Microsoft.AspNetCore.*", "System.Net.*")
            .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MostSeries + 1 })
            .AddOtlpExporter(options => target.Apply(options, "metrics")).Build();
    }
}
