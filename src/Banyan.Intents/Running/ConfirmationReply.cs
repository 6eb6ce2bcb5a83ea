using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>What a person answered to a confirmation. Recognised by code, never by a model.</summary>
/// <param name="Subject">Who answers.</param>
/// <param name="ConversationId">Where.</param>
/// <param name="Code">Which one.</param>
/// <param name="IsApproved">Whether it is a yes.</param>
internal sealed record ConfirmationReply(Subject Subject, string ConversationId, string Code, bool IsApproved)
{
    /// <summary>The client's id of the message; null when it was a button.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether what was done is to be taken back when a part fails.</summary>
    public bool IsAllOrNothing { get; init; }
}
