namespace Banyan.Intents.Running.Journal;

/// <summary>A run's row: what must be known of it without reading its journal.</summary>
public sealed record JournalRun
{
    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The client's id of the message.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Hash of the message's text.</summary>
    public required string MessageHash { get; init; }

    /// <summary>Word of its status, as <c>awaiting_confirmation</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether something is still to come.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Number of its last event.</summary>
    public required long Head { get; init; }

    /// <summary>Fence of the holder that may write; 0 before the first.</summary>
    public required long Fence { get; init; }

    /// <summary>Whether it is to stop before its next step.</summary>
    public required bool IsCancelAsked { get; init; }

    /// <summary>When whoever looks after abandoned runs is to look at it; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
