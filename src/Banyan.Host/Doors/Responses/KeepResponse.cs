using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors.Responses;

/// <summary>Keeps a response just before its last frame is handed on: whoever has seen it whole can go on from it at once.</summary>
internal sealed class KeepResponse(IStoredResponses store, ConversationHolder holder, ResponseTurn turn, TimeProvider time) : IFrameFilter
{
    /// <inheritdoc />
    public async ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        var told = turn.PreviousId is { } previous ? ResponseHistory.WithPrevious(frame, previous) : frame;
        if (turn.IsKept && ResponseHistory.FinalResponse(told) is { } response && ResponseHistory.IdOf(response) is { } id)
        {
            await KeepAsync(id, response);
        }

        await next.WriteAsync(told);
    }

    /// <inheritdoc />
    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next) => ValueTask.CompletedTask;

    private async ValueTask KeepAsync(string id, string response)
    {
        var now = time.GetUtcNow();
        var kept = new StoredResponse(id, turn.PreviousId, ResponseHistory.InputItems(turn.Asked), response) { CreatedAt = now, ExpiresAt = now + turn.Life };
        try
        {
            await store.AddAsync(holder, kept, CancellationToken.None);
        }
        catch (StoreAwayException)
        {
            // The answer is the caller's all the same; going on from it will be refused as not found.
        }
    }
}

/// <summary>One turn of a conversation in the Responses dialect.</summary>
/// <param name="Asked">The ask as it arrived.</param>
/// <param name="PreviousId">The kept response it goes on from; null when it begins a conversation.</param>
/// <param name="IsKept">Whether its response is to be kept.</param>
/// <param name="Life">How long it is kept.</param>
internal sealed record ResponseTurn(WireBody Asked, string? PreviousId, bool IsKept, TimeSpan Life);
