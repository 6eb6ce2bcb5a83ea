namespace Banyan.Gateway.Spine;

/// <summary>When a second candidate is asked because the first is slow to begin.</summary>
public sealed record HedgePolicy
{
    /// <summary>Whether it is done for every name; an alias may say otherwise for itself. <value>Default false.</value></summary>
    public bool IsEnabled { get; init; }

    /// <summary>The share of first-token times that is waited for, 0 to 1. <value>Default 0.95.</value></summary>
    public double After { get; init; } = 0.95;

    /// <summary>Least wait before it. <value>Default 50 ms.</value></summary>
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Most extra calls, as a share of all. <value>Default 0.05.</value></summary>
    public double MaxExtra { get; init; } = 0.05;
}
