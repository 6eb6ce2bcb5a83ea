namespace Banyan.Gateway.Spine;

/// <summary>How long rows are kept, section <c>storage.retention</c>; hot.</summary>
public sealed record Retention
{
    /// <summary>What was written down of exchanges. <value>Default 90 days.</value></summary>
    public TimeSpan Completions { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Deliveries of webhooks. <value>Default 30 days.</value></summary>
    public TimeSpan Deliveries { get; init; } = TimeSpan.FromDays(30);
}
