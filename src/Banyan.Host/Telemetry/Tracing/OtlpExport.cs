using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Sends spans and metrics to a collector from threads of its own: queues are bounded, what does not fit is dropped, nobody waits.</summary>
internal sealed class OtlpExport(OtlpTarget target) : IHostedService, IDisposable
{
    private const int GoodbyeMs = 2_000;
    private const int MostSeries = 5_000;

    private TracerProvider? _tracer;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (target.Endpoint is not null)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("banyan", serviceVersion: BuildVersion.Text).AddEnvironmentVariableDetector();
            _tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Names.Source, Names.ServerSource)
                .AddOtlpExporter(options => target.Apply(options, "traces")).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Names.Source, "System.Runtime", "Microsoft.AspNetCore.*", "System.Net.*")
                .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MostSeries + 1 })
                .AddOtlpExporter(options => target.Apply(options, "metrics")).Build();
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
}
