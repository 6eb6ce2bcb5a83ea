using Banyan.Gateway.Spine;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Tells translators what the catalogue knows of the candidate at hand.</summary>
internal static class FactsOf
{
    /// <summary>For writing an ask.</summary>
    public static TargetFacts Target(Exchange exchange, ISignatureSeal? seal)
    {
        var model = exchange.Candidate!.Model;
        return new TargetFacts
        {
            Model = model.Name,
            Issuer = Issuer(model),
            DefaultMaxOutput = model.MaxOutput,
            ContextWindow = model.Context,
            Can = model.Can,
            AdaptiveThinking = model.Traits.Contains("adaptiveThinking"),
            NativeOutputFormat = !model.Traits.Contains("forcedToolFormat"),
            MidListSystem = model.Traits.Contains("midListSystem"),
            ThinkingLevel = model.Traits.Contains("thinkingLevel"),
            JsonSchemaMember = !model.Traits.Contains("responseSchema"),
            CacheBreakpoints = model.Traits.Contains("cacheBreakpoints"),
            Quirks = model.Provider.Quirks,
            Seal = seal,
        };
    }

    /// <summary>For reading the answer and writing it for the caller.</summary>
    public static AnswerFacts Answer(Exchange exchange, WireBody asked, ISignatureSeal? seal, TranslatedAsk translated) => new()
    {
        Streams = asked.Lens.Streams,
        WantsUsageChunk = asked.Lens.WantsUsageChunk,
        ExchangeId = exchange.Id.Value.ToString("N"),
        StartedUnixSeconds = exchange.StartedAt.ToUnixTimeSeconds(),
        Ask = asked.Bytes,
        Issuer = Issuer(exchange.Candidate!.Model),
        Seal = seal,
        Quirks = exchange.Candidate.Provider.Quirks,
        FormatTool = translated.FormatTool,
    };

    /// <summary>Upstream, endpoint and model family: who issues signatures and takes them back.</summary>
    private static string Issuer(ModelEntry model) => $"{model.Provider.Name}|{model.Provider.BaseUrl}|{Family(model.Name)}";

    private static string Family(string name)
    {
        var slash = name.LastIndexOf('/') + 1;
        var dash = name.IndexOf('-', slash);
        return dash < 0 ? name[slash..] : name[slash..dash];
    }
}
