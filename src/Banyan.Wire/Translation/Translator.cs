using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Translates asks from one dialect to another: every field is mapped, dropped and named, or refused.</summary>
/// <remarks>The result is a function of its arguments alone: no clock, no chance, no culture. Stateless and thread-safe.</remarks>
public static class Translator
{
    /// <summary>Translates an ask for conversation.</summary>
    /// <param name="ask">The caller's ask, as it arrived or as edited since.</param>
    /// <param name="target">The upstream's dialect.</param>
    /// <param name="facts">What the catalogue knows of the model.</param>
    /// <param name="strict">Whether anything dropped or clamped is a refusal.</param>
    /// <param name="fetched">Pictures by the addresses of <see cref="UrlsToInline"/>; null when none were fetched.</param>
    public static TranslatedAsk Translate(
        WireBody ask, Dialect target, TargetFacts facts, bool strict, IReadOnlyDictionary<string, FetchedImage>? fetched = null)
    {
        var report = new MappingReport();
        if (ask.Lens.Problem is { } problem)
        {
            return new TranslatedAsk([], report, new HubAsk(), problem);
        }

        using var document = JsonDocument.Parse(ask.Bytes, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        FieldWalk.Run(document.RootElement, ask.Dialect.Fields, target.Letter, report);
        var hub = ask.Dialect.ReadAsk(ask, report);
        if (fetched is not null)
        {
            ImageInlining.PutBack(hub, fetched);
        }

        if (!ask.Dialect.CarriesSignatures && facts.Seal is { } seal)
        {
            HubTurnRecall.PutBack(hub.Turns, seal, facts.Issuer, withWords: target.Letter == 'A');
        }

        // The wires that know strict schemas; Gemini and Ollama take open ones, and a strict ask is no reason to change them.
        if (target.Letter is 'C' or 'R' or 'A')
        {
            StrictSchemas.Close(hub, report);
        }

        var body = report.Refusal is null ? target.WriteAsk(hub, facts, report) : [];
        report.Sort(new RequestOrder(document.RootElement));
        var refusal = report.Refusal ?? (strict ? StrictRefusal(report) : null);
        return new TranslatedAsk(refusal is null ? body : [], report, hub, refusal) { FormatTool = target.FormatTool(hub, facts) };
    }

    /// <summary>Addresses of pictures the target takes only as bytes, in order, without duplicates; fetching them is the caller's.</summary>
    public static IReadOnlyList<string> UrlsToInline(HubAsk ask, Dialect target) => ImageInlining.Addresses(ask, target);

    /// <summary>The refusal of a strict translation that would lose something; null when nothing is lost.</summary>
    internal static Failure? StrictRefusal(MappingReport report) => report.Dropped.Count == 0 ? null : new Failure(
        FailureKind.CallerFault,
        "unsupported_parameter",
        $"Strict translation may lose nothing, and the chosen model's language has no form for: {string.Join(", ", report.Dropped)}.")
    {
        Param = report.Dropped[0].Split('=')[0],
    };
}
