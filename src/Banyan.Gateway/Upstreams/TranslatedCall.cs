using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Asks an upstream of another language: the ask is translated from the caller's own bytes, the answer back, and what is lost is named.</summary>
internal sealed class TranslatedCall(ISignatureSeals seals, TranslatedAsking asking)
{
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        exchange.Attempt!.Treatment = Treatment.Translate;
        return exchange.Operation switch
        {
            Operation.Chat => ChatAsync(exchange, next, cancellationToken),
            Operation.Embed => EmbedAsync(exchange, next, cancellationToken),
            Operation.CountTokens => new(Count(exchange)),
        };
    }

    private async ValueTask<Answer> ChatAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        if (exchange.Ask.Lens.PreviousResponseId is { } earlier)
        {
            return Answer.Refused(new Failure(FailureKind.CallerFault, "previous_response_not_found", $"The response '{earlier}' is not known here; send the whole conversation in input.") { Param = "previous_response_id" });
        }

        var asked = exchange.Ask;
        var seal = await seals.ForAsync(exchange.Caller.Tenant, cancellationToken);
        var facts = FactsOf.Target(exchange, seal);
        var target = DialectTable.Get(exchange.Candidate!.Provider.Dialects[0]);
        var (translated, unfetched) = await asking.RunAsync(exchange, target, facts, cancellationToken);
        exchange.Attempt!.Dropped = translated.Report.Dropped;
        if ((unfetched ?? translated.Refusal) is { } refusal)
        {
            exchange.Attempt.WasSent = false;
            return Answer.Refused(refusal);
        }

        exchange.Ask = new WireBody(target, translated.Body, Operation.Chat, new AskPath(Streams: asked.Lens.Streams, Model: target.Id == DialectId.Gemini ? facts.Model : null));
        var answer = await next(exchange, cancellationToken);
        if (answer.Failure is { } failure)
        {
            await answer.DisposeAsync();
            return Answer.Refused(failure with { ProviderBody = default });
        }

        var translator = new AnswerTranslator(target, asked.Dialect, FactsOf.Answer(exchange, asked, seal, translated), translated.Report);
        return answer.Through(new TranslateFilter(translator, seal), new AnswerHead(asked.Dialect, asked.Lens.Streams, answer.Head!.Headers));
    }

    private static async ValueTask<Answer> EmbedAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        var asked = exchange.Ask;
        var target = DialectTable.Get(exchange.Candidate!.Provider.Dialects[0]);
        var translated = EmbeddingTranslator.Translate(asked, target, FactsOf.Target(exchange, null), exchange.IsStrict);
        exchange.Attempt!.Dropped = translated.Report.Dropped;
        if (translated.Refusal is { } refusal)
        {
            exchange.Attempt.WasSent = false;
            return Answer.Refused(refusal);
        }

        exchange.Ask = new WireBody(target, translated.Body, Operation.Embed, new AskPath(exchange.Candidate.Model.Name, Verb: "batchEmbedContents"));
        var answer = await next(exchange, cancellationToken);
        return answer.Failure is { } failure
            ? Answer.Refused(failure with { ProviderBody = default })
            : answer.Through(new EmbeddingFilter(target, asked, translated.Ask), new AnswerHead(asked.Dialect, IsStream: false, answer.Head!.Headers));
    }

    /// <summary>The upstream has no count of its own in the caller's language: our estimate, marked.</summary>
    private static Answer Count(Exchange exchange)
    {
        var ask = exchange.Ask;
        exchange.Attempt!.WasSent = false;
        if (ask.Dialect.WriteTokenCount(ask.Lens.EstimatedInputTokens) is not { } body)
        {
            return Answer.Refused(new Failure(FailureKind.CallerFault, "invalid_request", "This dialect has no token count."));
        }

        var headers = new WireHeaders();
        headers.Add("x-banyan-estimated", "true");
        return Answer.From(new AnswerHead(ask.Dialect, IsStream: false, headers), OneFrame.OfAsync(body));
    }
}
