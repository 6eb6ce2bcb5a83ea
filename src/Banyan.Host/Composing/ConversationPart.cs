using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>The conversation's part in a completion: its turn, what is said kept, its history fitted, the answer kept.</summary>
internal sealed class ConversationPart(ConversationBook book, ConversationTurns turns, HistoryFitter fitter, ICatalog catalog)
{
    /// <summary>Takes the turn, keeps what is said and fits the history. Without a conversation the messages are all there is.</summary>
    public async ValueTask<(Composed? Composed, Failure? Refused)> BeginAsync(Prompted prompted, CancellationToken cancellationToken)
    {
        var ask = prompted.Ask;
        if (ask.ConversationId is not { } id)
        {
            return MessageCheck.Find(ask.Messages) is { } wrong ? (null, wrong) : (Composed.Alone([.. prompted.System, .. ask.Messages.Select(message => message.Turn)]), null);
        }

        var holder = ConversationHolder.Of(ask.Caller);
        if (await book.FindAsync(holder, id, cancellationToken) is null)
        {
            return (null, ConversationFailures.NotFound);
        }

        if (await turns.EnterAsync(ask.Caller.Tenant, id, cancellationToken) is not { } turn)
        {
            return (null, ConversationFailures.Busy);
        }

        try
        {
            var (composed, refused) = await FitAsync(prompted, holder, id, turn, cancellationToken);
            if (composed is null)
            {
                await turn.DisposeAsync();
            }

            return (composed, refused);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps an answer with what it took. One that says nothing is not kept, but its cost is.</summary>
    public async ValueTask EndAsync(CompletionAsk ask, Composed composed, PlainAnswer answer, Guid requestId, Spending spending, bool isIncomplete)
    {
        if (composed.Conversation is not { } conversation || (answer.Text.Length == 0 && answer.Calls.Count == 0))
        {
            return;
        }

        // Whoever asked may have left: what was said is kept all the same.
        var turn = new PlainTurn(PlainRole.Assistant, answer.Text) { Calls = answer.Calls };
        await book.AddAsync(ConversationHolder.Of(ask.Caller), conversation.Id, [new NewMessage(turn) { RequestId = requestId, IsIncomplete = isIncomplete }], spending, CancellationToken.None);
    }

    private async ValueTask<(Composed? Composed, Failure? Refused)> FitAsync(Prompted prompted, ConversationHolder holder, Guid id, IAsyncDisposable turn, CancellationToken cancellationToken)
    {
        var ask = prompted.Ask;
        if (ask.Messages.Count > 0 && (await book.AddAsync(holder, id, Unrepeated(ask), default, cancellationToken)).Refused is { } refused)
        {
            return (null, refused);
        }

        var snapshot = catalog.Current;
        if (await book.FindAsync(holder, id, cancellationToken) is not { } conversation)
        {
            return (null, ConversationFailures.NotFound);
        }

        var messages = await book.MessagesAsync(holder, id, null, snapshot.Conversations.MaxMessages, cancellationToken);
        if (messages is [] or [.., { Turn.Role: PlainRole.Assistant }])
        {
            return (null, new Failure(FailureKind.CallerFault, "invalid_request", "There is nothing to answer: send a message.") { Param = "messages" });
        }

        var window = ModelWindow.Of(snapshot, ask.Model);
        var taken = prompted.System.Sum(TurnTokens.Of) + Estimator.InputTokens(ask.ClientTools.Sum(tool => tool.Name.Length + (tool.Description?.Length ?? 0) + (tool.Parameters?.Length ?? 0)), 0);
        var room = new FitRoom(window.Tokens, window.Reserve(ask.Options.MaxTokens), taken, snapshot.Conversations.KeepRecent);
        var fitted = await fitter.FitAsync(ask.Caller, conversation, messages, room, cancellationToken);
        return (new Composed(conversation, fitted with { Turns = [.. prompted.System, .. fitted.Turns] }, turn), null);
    }

    /// <summary>Messages that an ask sent again under its key does not say twice.</summary>
    private static IReadOnlyList<NewMessage> Unrepeated(CompletionAsk ask) => ask.IdempotencyKey is { } key
        ? [.. ask.Messages.Select((message, index) => message.ClientMessageId is null ? message with { ClientMessageId = $"key:{KeyHash.Of(key)[..32]}:{index}" } : message)]
        : ask.Messages;
}
