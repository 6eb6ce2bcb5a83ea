namespace Banyan.Intents.Memory;

/// <summary>A message to be kept.</summary>
public sealed record NewMessage
{
    /// <summary><c>user</c> or <c>assistant</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The client's id of the message; an answer carries the id of what it answers.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>What was said, redacted.</summary>
    public required string Text { get; init; }

    /// <summary>The run behind it; null when none.</summary>
    public string? RunId { get; init; }

    /// <summary>Keys of the intents that ran for it.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the conversation expires from now on.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
