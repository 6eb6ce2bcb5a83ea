namespace Banyan.Intents.Spine;

/// <summary>Ceilings of a message, a person and a conversation.</summary>
internal sealed record IntentLimits
{
    /// <summary>Model calls a message. <value>Default 4.</value></summary>
    public int ModelCalls { get; init; } = 4;

    /// <summary>Model tokens a message. <value>Default 20,000.</value></summary>
    public int Tokens { get; init; } = 20_000;

    /// <summary>Dollars a message. <value>Default 0.05.</value></summary>
    public decimal Usd { get; init; } = 0.05m;

    /// <summary>Steps a plan. <value>Default 12.</value></summary>
    public int Steps { get; init; } = 12;

    /// <summary>Writes a plan. <value>Default 8.</value></summary>
    public int Writes { get; init; } = 8;

    /// <summary>Levels a plan. <value>Default 6.</value></summary>
    public int Depth { get; init; } = 6;

    /// <summary>Time a message. <value>Default 60 s.</value></summary>
    public TimeSpan Wall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Messages a person and minute. <value>Default 30.</value></summary>
    public int MessagesPerMinute { get; init; } = 30;

    /// <summary>Messages that may wait in a conversation. <value>Default 8.</value></summary>
    public int Queue { get; init; } = 8;

    /// <summary>Time a message may wait. <value>Default 30 s.</value></summary>
    public TimeSpan QueueWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a message that finds its conversation at work stops that work before its next step. <value>Default false: it waits.</value></summary>
    public bool Interrupts { get; init; }
}
