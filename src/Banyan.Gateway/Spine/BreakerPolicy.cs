namespace Banyan.Gateway.Spine;

/// <summary>When a failing candidate is left alone, and when it is tried again.</summary>
public sealed record BreakerPolicy
{
    /// <summary>Consecutive failures that open it. <value>Default 5.</value></summary>
    public int Failures { get; init; } = 5;

    /// <summary>How long it stays open. <value>Default 60 s.</value></summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Probes in flight while half-open. <value>Default 1.</value></summary>
    public int HalfOpen { get; init; } = 1;

    /// <summary>Successful probes that close it. <value>Default 2.</value></summary>
    public int Successes { get; init; } = 2;

    /// <summary>Share of failures within <see cref="Window"/> that opens it. <value>Default 0.5.</value></summary>
    public double ErrorRate { get; init; } = 0.5;

    /// <summary>Span over which the share is taken. <value>Default 30 s.</value></summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls within the window before the share counts. <value>Default 20.</value></summary>
    public int MinCalls { get; init; } = 20;

    /// <summary>
    /// How many times its norm of the last hour the 95th percentile of first-token times must be, for as long as <see cref="Window"/>, to open it; 0 for never. <value>Default 5.</value>
    /// </summary>
    public double SlowFactor { get; init; } = 5;
}
