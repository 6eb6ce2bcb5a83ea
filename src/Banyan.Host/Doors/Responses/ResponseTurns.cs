using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Looping;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors.Responses;

/// <summary>The Responses dialect's memory: an ask that names a response kept here goes on from it, whoever answers; responses asked to be kept are kept.</summary>
/// <remarks>
/// Ids an upstream issued are the upstream's to know: an ask that names one crosses as it stands. Kept is what <c>store: true</c> asks for and what goes on from something
/// kept, unless <c>store: false</c>; and only where the upstream does not keep it itself, that is where the answer was translated.
/// </remarks>
internal sealed class ResponseTurns(IToolLoop loop, IStoredResponses store, TimeProvider time)
{
    /// <summary>Whether an ask is of that dialect.</summary>
    public static bool Takes(Exchange exchange) => exchange is { Operation: Operation.Chat, Ask.Dialect.Id: DialectId.OpenAiResponses };

    /// <summary>Answers an ask.</summary>
    /// <param name="exchange">The ask.</param>
    /// <param name="tools">Tools of Banyan it names.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async ValueTask<Answer> AskAsync(Exchange exchange, IReadOnlyList<string> tools, CancellationToken cancellationToken)
    {
        var asked = exchange.Ask;
        var holder = ConversationHolder.Of(exchange.Caller);
        var goesOn = false;
        if (asked.Lens.PreviousResponseId is { } previous)
        {
            try
            {
                var chain = await store.ChainAsync(holder, previous, time.GetUtcNow(), cancellationToken);
                goesOn = chain.Count > 0;
                exchange.Ask = goesOn ? ResponseHistory.Resume(asked, chain.Select(link => (link.Input, link.Response))) : asked;
            }
            catch (StoreAwayException)
            {
                return Answer.Refused(ConversationFailures.Away);
            }
        }

        var answer = await loop.AskAsync(exchange, tools, cancellationToken);
        if (answer.Failure is not null || exchange.Attempts is not [.., { Treatment: Treatment.Translate }])
        {
            return answer;
        }

        var isKept = ResponseHistory.Stores(asked) ?? goesOn;
        var turn = new ResponseTurn(asked, goesOn ? asked.Lens.PreviousResponseId : null, isKept, exchange.Catalog.Conversations.Life);
        return isKept || goesOn ? answer.Through(new KeepResponse(store, holder, turn, time)) : answer;
    }
}
