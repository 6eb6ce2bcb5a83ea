using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Wire.Dialects.Gemini;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Gemini;

/// <summary>What the tests of this dialect share.</summary>
internal static class GeminiKit
{
    public static GeminiDialect G { get; } = new();

    public static TargetFacts Target { get; } = new() { Model = "gemini-up", Issuer = "here" };

    public static AnswerFacts Streamed { get; } = new() { Streams = true, ExchangeId = "x1", Issuer = "here" };

    public static AnswerFacts Whole { get; } = new() { ExchangeId = "x1", Issuer = "here" };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static AskLens Lens(string body, Operation operation = Operation.Chat, AskPath path = default) => G.Read(Utf8(body), operation, path);

    public static FrameMeaning Meaning(string data, FrameKind kind = FrameKind.Event) => G.Read(new Frame(default, Utf8(data), kind));

    public static HubAsk Ask(string body, MappingReport? report = null, AskPath path = default) =>
        G.ReadAsk(new WireBody(G, Utf8(body), Operation.Chat, path), report ?? new MappingReport());

    public static JsonNode Write(HubAsk ask, MappingReport? report = null, TargetFacts? target = null) =>
        JsonNode.Parse(G.WriteAsk(ask, target ?? Target, report ?? new MappingReport()))!;

    public static HubAsk Said(params HubTurn[] turns)
    {
        var ask = new HubAsk { Model = "m" };
        ask.Turns.AddRange(turns);
        return ask;
    }

    public static HubTurn User(string text) => new(HubRole.User, "/messages/0") { Parts = [new HubText("/messages/0/content", JsonText.From(text))] };

    public static HubTurn Turn(HubRole role, params HubPart[] parts) => new(role, "/messages/1") { Parts = [.. parts] };

    public static HubCall Call(string id, string name, HubSignature? signature = null) =>
        new($"/calls/{id}") { Id = id, Name = JsonText.From(name), Arguments = JsonRaw.From("""{"n":1.0}"""), Signature = signature };

    public static HubResult Result(string id, string text) =>
        new($"/results/{id}") { CallId = id, Parts = [new HubText($"/results/{id}/content", JsonText.From(text))] };

    public static List<HubEvent> Read(IEnumerable<string> chunks, AnswerFacts? facts = null)
    {
        var reader = G.CreateReader(facts ?? Streamed);
        var events = new List<HubEvent>();
        foreach (var chunk in chunks)
        {
            reader.Read(new Frame(default, Utf8(chunk), FrameKind.Event), events);
        }

        reader.End(events);
        return events;
    }

    public static List<HubEvent> ReadWhole(string body, AnswerFacts? facts = null)
    {
        var reader = G.CreateReader(facts ?? Whole);
        var events = new List<HubEvent>();
        reader.Read(Frame.Body(Utf8(body)), events);
        reader.End(events);
        return events;
    }

    public static List<JsonNode> Write(IEnumerable<HubEvent> events, AnswerFacts? facts = null, MappingReport? report = null)
    {
        var writer = G.CreateWriter(facts ?? Streamed, report ?? new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return [.. frames.Where(frame => frame.Kind != FrameKind.Broken).Select(frame => JsonNode.Parse(frame.Data.Span)!)];
    }

    public static string Compact(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "";

    public static string Golden(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder!.FullName, "tests/Banyan.Wire.Tests/Golden/gemini", name));
    }
}

/// <summary>A seal whose carriers can be read by eye.</summary>
internal sealed class GlassSeal : ISignatureSeal
{
    public Dictionary<string, HubSignature> Remembered { get; } = new(StringComparer.Ordinal);

    public string Seal(HubSignature signature) => $"BYN1/{signature.Issuer}/{signature.Value}";

    public HubSignature? Open(string carrier) => carrier.Split('/') is ["BYN1", var issuer, var value] ? new HubSignature(issuer, value) : null;

    public void Remember(string callId, HubSignature signature) => Remembered[callId] = signature;

    public HubSignature? Recall(string callId) => Remembered.GetValueOrDefault(callId);
}
