namespace Banyan.Gateway.Spine;

/// <summary>How conversations are kept and fitted.</summary>
public sealed record ConversationPolicy
{
    /// <summary>How long one is kept after its last message, 1 min to 365 days. <value>Default 30 days.</value></summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Latest messages that are never summarised. <value>Default 12.</value></summary>
    public int KeepRecent { get; init; } = 12;

    /// <summary>Model or alias that summarises older messages; null for the default model.</summary>
    public string? Summariser { get; init; }

    /// <summary>Most messages of one conversation. <value>Default 2000.</value></summary>
    public int MaxMessages { get; init; } = 2000;
}
