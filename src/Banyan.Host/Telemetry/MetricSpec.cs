namespace Banyan.Host.Telemetry;

/// <summary>One metric as it is told to the outside.</summary>
/// <param name="Name">Its Prometheus name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Help">One sentence about it.</param>
/// <param name="Labels">Names of its labels, in the order of <see cref="Recording.LabelSet"/>.</param>
/// <param name="OpenTelemetry">Its name over OTLP; empty for those not sent there.</param>
/// <param name="Unit">Its unit in UCUM.</param>
internal sealed record MetricSpec(string Name, MetricKind Kind, string Help, IReadOnlyList<string> Labels, string OpenTelemetry, string Unit)
{
    /// <summary>What a recorded number is multiplied with to get the unit.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Upper bounds of the buckets, ascending, without infinity; empty unless a histogram.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Whether it is in a base unit, as linters of metric names want it.</summary>
    public bool IsBase => Unit != "ms";
}
