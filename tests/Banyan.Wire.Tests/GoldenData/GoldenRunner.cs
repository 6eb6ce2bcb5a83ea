using System.Text;
using System.Text.Json.Nodes;
using Banyan.TestKit.Grammar;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>Runs a case through the dialects: relays, translates and reads, as the gateway would.</summary>
internal static class GoldenRunner
{
    /// <summary>Google's compatible route hides reasoning in the total; it is configured so.</summary>
    private static readonly Dictionary<string, string> HiddenReasoning = new(StringComparer.OrdinalIgnoreCase) { ["totalGap"] = "reasoning" };

    public static GoldenResult Run(GoldenCase one) => one.Kind switch
    {
        GoldenKind.Ask => Ask(one),
        GoldenKind.Embed or GoldenKind.CountTokens => new GoldenResult(Json(Input(one)), one.Expected.Value.Json!, null),
        GoldenKind.TokenCount => TokenCount(one),
        GoldenKind.Texts => Texts(one),
        GoldenKind.Answer => Answer(one),
        GoldenKind.StreamedAnswer => StreamedAnswer(one),
    };

    /// <summary>Facts of the test's catalogue for the model an ask names.</summary>
    public static TargetFacts Facts(string model) => new()
    {
        Model = model,
        DefaultMaxOutput = 4096,
        Can = (AskNeeds)~0,
        CacheBreakpoints = model.StartsWith("gpt-", StringComparison.Ordinal),
        Quirks = model.StartsWith("gpt-5.6", StringComparison.Ordinal)
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["effortWithTools"] = "refused" }
            : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
    };

    private static byte[] Input(GoldenCase one) => File.ReadAllBytes(one.Input);

    private static GoldenResult Ask(GoldenCase one)
    {
        var body = new WireBody(DialectTable.Get(one.From), Input(one), Operation.Chat);
        if (one.From == one.To)
        {
            body.Lens.Problem.ShouldBeNull();
            return new GoldenResult(Json(body.Bytes.Span), one.Expected.Value.Json!, null);
        }

        var translated = Translator.Translate(body, DialectTable.Get(one.To), Facts(body.Lens.Model), strict: false);
        return translated.Refusal is null
            ? new GoldenResult(Json(translated.Body), one.Expected.Value.Json!, null)
            : new GoldenResult(new JsonObject { ["refused"] = translated.Refusal.Param }, one.Expected.Value.Json!, null);
    }

    /// <summary>What would have been sent of a refused ask without the member it is refused for.</summary>
    public static JsonNode Rest(GoldenCase one, string refused)
    {
        var from = DialectTable.Get(one.From);
        var rest = Encoding.UTF8.GetBytes(Without(Json(Input(one)), refused).ToJsonString());
        var body = new WireBody(from, rest, Operation.Chat);
        var translated = Translator.Translate(body, DialectTable.Get(one.To), Facts(body.Lens.Model), strict: false);
        translated.Refusal.ShouldBeNull();
        return Json(translated.Body);
    }

    private static JsonNode Without(JsonNode ask, string pointer)
    {
        var names = pointer[1..].Split('/');
        var parent = ask;
        foreach (var name in names[..^1])
        {
            parent = (parent is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : parent[name])!;
        }

        if (parent is JsonArray array)
        {
            array.RemoveAt(int.Parse(names[^1], System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            parent.AsObject().Remove(names[^1]).ShouldBeTrue();
        }

        return ask;
    }

    private static GoldenResult TokenCount(GoldenCase one)
    {
        var expected = (JsonObject)one.Expected.Value.Json!.DeepClone();
        expected.Remove("token_count");
        return new GoldenResult(Json(Input(one)), expected, null);
    }

    private static GoldenResult Texts(GoldenCase one)
    {
        var bytes = Input(one);
        var lens = DialectTable.Get(one.From).Read(bytes, Operation.Chat, default);
        var seen = new HashSet<string>(lens.Texts.Select(span => new JsonText(span.Of(bytes.AsMemory())).ToString()), StringComparer.Ordinal);
        var expected = one.Expected.Value.Json!.AsArray().Select(turn => turn!["content"]!.GetValue<string>()).ToList();
        return new GoldenResult(
            new JsonArray([.. expected.Where(seen.Contains).Select(text => (JsonNode)text)]), new JsonArray([.. expected.Select(text => (JsonNode)text)]), null);
    }

    private static GoldenResult Answer(GoldenCase one)
    {
        var bytes = Spoken(one);
        var facts = new AnswerFacts { ExchangeId = "golden", StartedUnixSeconds = 123, Quirks = Quirks(one) };
        if (one.From == one.To)
        {
            return new GoldenResult(Json(bytes), one.Expected.Value.Json!, Tokens(one, DialectTable.Get(one.From).Read(Frame.Body(bytes)).Usage));
        }

        var translator = new AnswerTranslator(DialectTable.Get(one.From), DialectTable.Get(one.To), facts, new MappingReport());
        List<Frame> frames = [.. translator.Push(Frame.Body(bytes)).Select(frame => frame.Keep())];
        frames.AddRange(translator.End().Select(frame => frame.Keep()));
        translator.Failure.ShouldBeNull();
        return new GoldenResult(Json(frames.ShouldHaveSingleItem().Data.Span), one.Expected.Value.Json!, Tokens(one, translator.Usage));
    }

    /// <summary>
    /// The upstream's answer. Where the recording told its translator the provider's model beside the bytes (<c>input-model</c>, which the expectation
    /// repeats as <c>provider_model</c>), it is told to ours where ours reads it, in the answer.
    /// </summary>
    private static byte[] Spoken(GoldenCase one)
    {
        var told = one.From == one.To ? null : one.Expected.Value.Parsed?["provider_model"]?.GetValue<string>();
        if (told != "input-model")
        {
            return Input(one);
        }

        var answer = Json(Input(one));
        answer["model"] = told;
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }

    private static GoldenResult StreamedAnswer(GoldenCase one)
    {
        var to = DialectTable.Get(one.To);
        var bytes = Input(one);
        if (one.From == one.To)
        {
            return new GoldenResult(
                Payloads(to, bytes), Payloads(to, Encoding.UTF8.GetBytes(one.Expected.Value.Stream!)), Tokens(one, Fold(to, bytes, Quirks(one)).Usage));
        }

        var facts = new AnswerFacts { Streams = true, WantsUsageChunk = true, ExchangeId = "golden", StartedUnixSeconds = 123, Quirks = Quirks(one) };
        var translator = new AnswerTranslator(DialectTable.Get(one.From), to, facts, new MappingReport());
        var stream = Streams.Translate(translator, DialectTable.Get(one.From), bytes);
        translator.Failure.ShouldBeNull();
        StreamGrammar.Check(to.Letter, stream).ShouldBeEmpty();
        return new GoldenResult(StreamSum.Of(to, stream), StreamSum.Of(to, Encoding.UTF8.GetBytes(one.Expected.Value.Stream!)), Tokens(one, translator.Usage));
    }

    private static JsonArray Payloads(Dialect dialect, byte[] stream) =>
        [.. Streams.Cut(dialect, stream).Select(frame => Encoding.UTF8.GetString(frame.Data.Span)).Select(data => data.StartsWith('{') ? JsonNode.Parse(data) : data)];

    private static HubFold Fold(Dialect dialect, byte[] stream, IReadOnlyDictionary<string, string> quirks) =>
        Streams.Fold(dialect, stream, new AnswerFacts { Streams = true, Quirks = quirks });

    private static Dictionary<string, string> Quirks(GoldenCase one) =>
        one.Name.Contains("gemini_with_completion_tokens", StringComparison.Ordinal) ? HiddenReasoning : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    private static TokenUsage? Tokens(GoldenCase one, ReportedUsage? told) => told?.ToTokens(Quirks(one).Count > 0);

    private static JsonNode Json(ReadOnlySpan<byte> bytes) => JsonNode.Parse(bytes)!;
}
