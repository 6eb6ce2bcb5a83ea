using System.Text.Json;

namespace Banyan.Intents.Running.Journal;

/// <summary>A run about to begin.</summary>
public sealed record NewRun
{
    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its id, a UUID of version 7 in 32 hexadecimal digits: ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The client's id of the message; one run per conversation and message.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Hash of the message's text, so that the same id with another text is noticed.</summary>
    public required string MessageHash { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>Data of its first event, <c>message_received</c>.</summary>
    public required JsonElement Data { get; init; }
}
