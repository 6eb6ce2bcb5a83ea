namespace Banyan.Gateway.Conversations.Responses;

/// <summary>A response of the Responses dialect that is kept, so that a later ask can go on from it.</summary>
/// <param name="Id">Its id, as its caller knows it.</param>
/// <param name="PreviousId">The response it went on from; null when it began a conversation.</param>
/// <param name="Input">The items that were new in its ask: a JSON list.</param>
/// <param name="Response">The response object: JSON.</param>
public sealed record StoredResponse(string Id, string? PreviousId, string Input, string Response)
{
    /// <summary>When it was answered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is erased, unless something goes on from it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
