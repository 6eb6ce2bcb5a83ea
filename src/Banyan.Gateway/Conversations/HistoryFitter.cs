using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>Brings a conversation's history into a model's window; what no longer fits is summarised once, and the summary kept.</summary>
public sealed class HistoryFitter
{
    private readonly IKeptConversations _store;
    private readonly Summariser _summariser;

    internal HistoryFitter(IKeptConversations store, Summariser summariser) => (_store, _summariser) = (store, summariser);

    /// <summary>Fits a history. Whoever calls holds the conversation's turn.</summary>
    /// <remarks>System turns and the newest messages are always kept; calls and results are kept or left out together. May ask a model, which spends, and stores its summary.</remarks>
    public async ValueTask<FittedHistory> FitAsync(Caller caller, KeptConversation conversation, IReadOnlyList<KeptMessage> messages, FitRoom room, CancellationToken cancellationToken)
    {
        var plan = HistoryPlan.Make(conversation, messages, room);
        if (!plan.Cuts)
        {
            return new FittedHistory(plan.Turns(null), 0, 0, 0);
        }

        var known = conversation.Summary is { Length: > 0 } text ? text : null;
        var summary = plan.Middle.Count == 0 ? new Summary(null, 0, 0) : await _summariser.ExtendAsync(caller, known, plan.Middle, cancellationToken);
        if (summary.Text is not null || known is null)
        {
            // An empty summary keeps the boundary where it is, until a model can be used.
            await _store.SummariseAsync(ConversationHolder.Of(caller), conversation.Id, summary.Text ?? "", plan.UpTo, conversation.SummaryUpTo, cancellationToken);
        }

        return new FittedHistory(plan.Turns(summary.Text), 1, summary.Tokens, summary.CostNanoUsd);
    }
}
