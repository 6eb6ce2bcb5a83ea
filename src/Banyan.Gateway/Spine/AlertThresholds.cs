namespace Banyan.Gateway.Spine;

/// <summary>Thresholds of the configuration, section <c>alerts</c>.</summary>
public sealed record AlertThresholds
{
    /// <summary>Share of failed calls. <value>Default 0.05.</value></summary>
    public double ErrorRate { get; init; } = 0.05;

    /// <summary>95th percentile of latency. <value>Default 10 s.</value></summary>
    public TimeSpan LatencyP95 { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Share of a budget at which it raises an alert, where it names none itself. <value>Default 0.8.</value></summary>
    public double Budget { get; init; } = 0.8;

    /// <summary>Share of a rate limit in use throughout a minute. <value>Default 0.9.</value></summary>
    public double RateLimit { get; init; } = 0.9;
}
