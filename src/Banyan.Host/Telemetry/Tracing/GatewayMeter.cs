using System.Diagnostics.Metrics;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Shows what is recorded to listeners of <c>System.Diagnostics.Metrics</c>: counters and gauges are read when collected, histograms are told as it happens.</summary>
internal sealed class GatewayMeter(IMeterFactory meters, Board board, LiveGauges gauges, GenAiNames names) : IHostedService
{
    private readonly Meter _meter = meters.Create(Names.Source);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var family in board.All.Concat(gauges.All).Where(family => family.Spec.OpenTelemetry.Length > 0))
        {
            Show(family);
        }

        foreach (var family in board.Histograms)
        {
            family.Beside = family == board.GenAiTokens ? Tokens(family.Spec) : Told(Make(family.Spec, NameOf(family.Spec)), family.Spec);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string NameOf(MetricSpec spec) =>
        spec == Names.GenAiDuration ? names.Duration : spec == Names.GenAiFirstChunk ? names.FirstChunk : spec.OpenTelemetry;

    private static Action<LabelSet, double> Told(Histogram<double> instrument, MetricSpec spec) => (labels, value) =>
    {
        if (instrument.Enabled)
        {
            instrument.Record(value, Tags(spec, labels));
        }
    };

    private static KeyValuePair<string, object?>[] Tags(MetricSpec spec, LabelSet labels) =>
        [.. spec.Labels.Select((name, i) => KeyValuePair.Create(GenAiLabels.Attribute(name), (object?)labels.At(i))).Where(tag => (string?)tag.Value is { Length: > 0 })];

    private void Show(IFamily family)
    {
        var spec = family.Spec;
        IEnumerable<Measurement<double>> Read() => family.Values.Select(entry => new Measurement<double>(entry.Value, Tags(spec, entry.Key)));
        if (spec.Kind == MetricKind.Counter)
        {
            _meter.CreateObservableCounter(spec.OpenTelemetry, Read, spec.Unit, spec.Help);
        }
        else if (spec.Kind == MetricKind.Gauge)
        {
            _meter.CreateObservableGauge(spec.OpenTelemetry, Read, spec.Unit, spec.Help);
        }
    }

    private Histogram<double> Make(MetricSpec spec, string name) =>
        _meter.CreateHistogram(name, spec.Unit, spec.Help, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = spec.Bounds });

    /// <summary>Published: one metric, told apart by an attribute. Renamed: two metrics without it.</summary>
    private Action<LabelSet, double> Tokens(MetricSpec spec)
    {
        var input = Told(Make(spec, names.InputTokens), spec);
        if (names.InputTokens == names.OutputTokens)
        {
            return input;
        }

        var output = Told(Make(spec, names.OutputTokens), spec);
        return (labels, value) => (labels.F == "input" ? input : output)(labels with { F = null }, value);
    }
}
