namespace Banyan.Gateway.Spine;

/// <summary>What an exchange's composer notes for its record. Written by the composer alone.</summary>
public sealed class Composition
{
    /// <summary>The conversation it goes on; null when it stands alone.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>The caller's words for it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the caller noted, as a JSON object; null when nothing.</summary>
    public string? Metadata { get; init; }

    /// <summary>Hash of the caller's idempotency key; null when it gave none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why the answer finished: <c>stop length tool_calls content_filter</c>; null until it did.</summary>
    public string? Finish { get; set; }
}
