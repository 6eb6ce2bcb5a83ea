using System.Diagnostics;
using System.Diagnostics.Metrics;
using Banyan.Host.Telemetry;
using Banyan.Host.Telemetry.Recording;
using Banyan.Host.Telemetry.Tracing;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Banyan.Host.Tests.Telemetry;

public sealed class OtlpTests
{
    [Fact]
    public async Task A_collector_gets_spans_and_metrics_by_the_time_the_service_has_stopped()
    {
        await using var collector = ScriptedWall.Start(_ => WallScript.Whole([], "application/x-protobuf"));
        var bench = await MetricsBench.StartAsync(yaml: $"telemetry: {{ otlp: \"{collector.Address}\" }}");
        await bench.AskAsync("lab/good", text: "canary-prompt-otlp");
        await bench.DisposeAsync();
        var spans = collector.Requests.Where(request => request.Path == "/v1/traces").Select(request => request.Text).ToList();
        spans.ShouldContain(text => text.Contains("chat lab/good", StringComparison.Ordinal));
        var metrics = collector.Requests.Where(request => request.Path == "/v1/metrics").Select(request => request.Text).ToList();
        metrics.ShouldContain(text => text.Contains("gen_ai.client.token.usage", StringComparison.Ordinal) && text.Contains("llm.requests", StringComparison.Ordinal));
        spans.Concat(metrics).ShouldAllBe(text => !text.Contains("canary-prompt-otlp", StringComparison.Ordinal) && !text.Contains(MetricsBench.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_collector_costs_nothing()
    {
        var bench = await MetricsBench.StartAsync(yaml: "telemetry: { otlp: \"http://127.0.0.1:1\" }");
        (await bench.AskAsync("lab/good")).ShouldContain("good day");
        await bench.DisposeAsync().AsTask().WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task A_frozen_collector_costs_nobody_anything()
    {
        await using var collector = ScriptedWall.Start(_ => new WallScript().Silence());
        var bench = await MetricsBench.StartAsync(yaml: $"telemetry: {{ otlp: \"{collector.Address}\" }}");
        for (var i = 0; i < 50; i++)
        {
            (await bench.AskAsync("lab/good")).ShouldContain("good day");
        }

        await bench.DisposeAsync().AsTask().WaitAsync(Patience.Long);
    }

    /// <summary>What a frozen collector does not get is dropped and counted: what was sent in vain, and what had no room meanwhile.</summary>
    [Fact]
    public async Task Spans_a_frozen_collector_does_not_get_are_counted()
    {
        const int Room = 8, Spans = 30;
        using var source = new ActivitySource("banyan.otlp.test");
        await using var collector = ScriptedWall.Start(_ => new WallScript().Silence());
        var loss = new SpanLoss(TimeProvider.System);
        var options = new OpenTelemetry.Exporter.OtlpExporterOptions();
        OtlpTarget.Of(collector.Address.AbsoluteUri, "http/protobuf").Apply(options, "traces");
        options.TimeoutMilliseconds = 100;
        var bounds = new BatchExportActivityProcessorOptions { MaxQueueSize = Room, MaxExportBatchSize = Room, ScheduledDelayMilliseconds = int.MaxValue };
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddProcessor(new CountedSpans(new CountedExporter(options, loss), bounds, loss)).Build())
        {
            for (var i = 0; i < Spans; i++)
            {
                using var span = source.StartActivity("spent");
            }
        }

        collector.Requests.ShouldNotBeEmpty();
        loss.Dropped.ShouldBe(Spans);
        loss.SinceSent.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://c:4317", null, true, "http://c:4317/")]
    [InlineData("http://c:4318", null, false, "http://c:4318/v1/traces")]
    [InlineData("http://c:4317", "http/protobuf", false, "http://c:4317/v1/traces")]
    [InlineData("https://c/otlp/", "http/protobuf", false, "https://c/otlp/v1/traces")]
    public void The_protocol_follows_the_variable_then_the_port(string endpoint, string? protocol, bool isGrpc, string sentTo)
    {
        var target = OtlpTarget.Of(endpoint, protocol);
        var options = new OpenTelemetry.Exporter.OtlpExporterOptions();
        target.Apply(options, "traces");
        target.IsGrpc.ShouldBe(isGrpc);
        options.Endpoint.AbsoluteUri.ShouldBe(sentTo);
    }

    [Theory]
    [InlineData(null, "gen_ai.client.operation.duration gen_ai.client.operation.time_to_first_chunk gen_ai.client.token.usage")]
    [InlineData("http,gen_ai_latest_experimental", "gen_ai.client.inference.duration gen_ai.client.inference.operation.input_tokens gen_ai.client.inference.operation.output_tokens gen_ai.client.inference.time_to_first_chunk")]
    public async Task The_names_of_genai_metrics_follow_the_opt_in(string? optIn, string names)
    {
        await using var app = await BanyanApp.StartAsync();
        var factory = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == factory)
                {
                    seen.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        var meter = new GatewayMeter(factory, new Board(new FakeClock()), app.Services.GetRequiredService<LiveGauges>(), GenAiNames.Of(optIn));
        await meter.StartAsync(CancellationToken.None);
        seen.Where(name => name.StartsWith("gen_ai.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(names.Split(' '));
        seen.Where(name => !name.StartsWith("gen_ai.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(Names.All.Select(spec => spec.OpenTelemetry).Where(name => name.Length > 0 && !name.StartsWith("gen_ai.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
