namespace Banyan.Host.Telemetry;

/// <summary>What a metric is.</summary>
internal enum MetricKind : byte
{
    /// <summary>Only rises.</summary>
    Counter,

    /// <summary>Rises and falls.</summary>
    Gauge,

    /// <summary>Counts per bucket.</summary>
    Histogram,

    /// <summary>Quantiles of the last minutes.</summary>
    Summary,
}
