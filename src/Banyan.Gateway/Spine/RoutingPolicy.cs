namespace Banyan.Gateway.Spine;

/// <summary>What <c>auto</c> weighs, and how it draws.</summary>
public sealed record RoutingPolicy
{
    /// <summary>Weight of the expected cost. <value>Default 0.5.</value></summary>
    public double CostWeight { get; init; } = 0.5;

    /// <summary>Weight of the expected latency. <value>Default 0.3.</value></summary>
    public double LatencyWeight { get; init; } = 0.3;

    /// <summary>Weight of the expected quality. <value>Default 0.2.</value></summary>
    public double QualityWeight { get; init; } = 0.2;

    /// <summary>Candidates this close to the best are drawn by power of two. <value>Default 0.05.</value></summary>
    public double TieBand { get; init; } = 0.05;

    /// <summary>Share of <c>auto</c> sent to another eligible candidate. <value>Default 0.01.</value></summary>
    public double Explore { get; init; } = 0.01;

    /// <summary>How long a warm prompt cache is believed in. <value>Default 30 min.</value></summary>
    public TimeSpan AffinityFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Most a warm prompt cache adds to a candidate. <value>Default 0.15.</value></summary>
    public double AffinityBonus { get; init; } = 0.15;

    /// <summary>How far <c>auto</c>'s answers may be judged below the best single model before that one is taken. <value>Default 0.1.</value></summary>
    public double QualityLoss { get; init; } = 0.1;
}
