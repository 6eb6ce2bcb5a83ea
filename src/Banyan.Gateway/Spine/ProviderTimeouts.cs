namespace Banyan.Gateway.Spine;

/// <summary>How long one attempt may take in each of its phases.</summary>
public sealed record ProviderTimeouts
{
    /// <summary>DNS, TCP and TLS. <value>Default 5 s.</value></summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Streams: from sending the ask to the first content frame. <value>Default 30 s.</value></summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for models that reason. <value>Default 300 s.</value></summary>
    public TimeSpan FirstTokenReasoning { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Streams: between frames, keep-alives not counted. <value>Default 30 s.</value></summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The whole attempt. <value>Default 300 s.</value></summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(300);
}
