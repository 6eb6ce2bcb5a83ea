using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Translation;

/// <summary>Translates asks for embeddings and their answers. Stateless and thread-safe.</summary>
public static class EmbeddingTranslator
{
    /// <summary>Translates an ask.</summary>
    public static TranslatedEmbedding Translate(WireBody ask, Dialect target, TargetFacts facts, bool strict)
    {
        var report = new MappingReport();
        if (ask.Lens.Problem is { } problem)
        {
            return new TranslatedEmbedding([], report, new HubEmbedAsk(), problem);
        }

        if (ask.Dialect is not IEmbeddingDialect source || target is not IEmbeddingDialect other)
        {
            return new TranslatedEmbedding([], report, new HubEmbedAsk(), new Failure(
                FailureKind.CallerFault, "unsupported_parameter", $"{(ask.Dialect is IEmbeddingDialect ? target : ask.Dialect).Name} has no embeddings."));
        }

        var hub = source.ReadEmbedAsk(ask, report);
        var body = report.Refusal is null ? other.WriteEmbedAsk(hub, facts, report) : [];
        using (var document = JsonDocument.Parse(ask.Bytes, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth }))
        {
            report.Sort(new RequestOrder(document.RootElement));
        }

        var refusal = report.Refusal ?? (strict ? Translator.StrictRefusal(report) : null);
        return new TranslatedEmbedding(refusal is null ? body : [], report, hub, refusal);
    }

    /// <summary>Translates an answer.</summary>
    /// <param name="upstream">The dialect the answer comes in.</param>
    /// <param name="caller">The dialect the caller speaks.</param>
    /// <param name="ask">The ask as translated.</param>
    /// <param name="body">The upstream's body.</param>
    /// <param name="estimatedTokens">What to tell the caller where the upstream told no usage.</param>
    /// <returns>The caller's body; the failure <c>provider_error</c> when the answer can't be understood or has not one vector per input.</returns>
    public static (byte[] Body, ReportedUsage? Usage, Failure? Failure) Answer(
        Dialect upstream, Dialect caller, HubEmbedAsk ask, ReadOnlyMemory<byte> body, long estimatedTokens)
    {
        var read = ((IEmbeddingDialect)upstream).ReadEmbedAnswer(body);
        if (read is null || (ask.Tokens is null && read.Vectors.Count != ask.Inputs.Count))
        {
            return ([], read?.Usage, new Failure(FailureKind.Garbled, "provider_error", "The provider answered no embeddings that can be read."));
        }

        var tokens = read.Usage?.ToTokens(totalGapIsReasoning: false)?.Prompt ?? estimatedTokens;
        return (((IEmbeddingDialect)caller).WriteEmbedAnswer(read, ask, tokens), read.Usage, null);
    }
}
