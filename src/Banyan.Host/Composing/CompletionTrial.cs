using Banyan.Gateway.Conversations;
using Banyan.Gateway.Routing;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>Tells where a completion would go: its prompt is rendered, but nothing is sent, spent, kept or counted. A conversation's history is left out.</summary>
internal sealed class CompletionTrial(PromptPart prompts, ConversationBook conversations, IRoutes routes, ICatalog catalog, TimeProvider time)
{
    /// <summary>Explains it.</summary>
    /// <returns>The decision; or why there is none: the prompt can't be rendered, or the model is unknown or not granted.</returns>
    public async Task<(RouteDecision? Decision, Failure? Failure)> ExplainAsync(CompletionAsk ask, CancellationToken cancellationToken)
    {
        if (ask.ConversationId is { } talk && await conversations.FindAsync(ConversationHolder.Of(ask.Caller), talk, cancellationToken) is null)
        {
            return (null, ConversationFailures.NotFound);
        }

        var (id, snapshot) = (ExchangeId.New(time).Value, catalog.Current);
        var (prompted, unrendered) = await prompts.RenderAsync(ask, id, cancellationToken);
        if (prompted is null)
        {
            return (null, unrendered.Failed);
        }

        var composed = Composed.Alone([.. prompted.System, .. prompted.Ask.Messages.Select(message => message.Turn)]);
        return routes.Explain(CompletionExchange.Make(prompted, snapshot, id, composed, snapshot.RequestTimeout, streams: false, time));
    }
}
