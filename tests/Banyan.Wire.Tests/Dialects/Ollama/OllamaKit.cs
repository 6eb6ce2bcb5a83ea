using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Wire.Dialects.Ollama;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Ollama;

/// <summary>What the tests of this dialect share.</summary>
internal static class OllamaKit
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OllamaDialect O { get; } = new();

    public static TargetFacts Target { get; } = new() { Model = "llama-up", ContextWindow = 131072 };

    public static AnswerFacts Streamed { get; } = new() { Streams = true, ExchangeId = "x1", StartedUnixSeconds = 1_700_000_000 };

    public static AnswerFacts Whole { get; } = new() { ExchangeId = "x1", StartedUnixSeconds = 1_700_000_000 };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static AskLens Lens(string body, Operation operation = Operation.Chat) => O.Read(Utf8(body), operation, default);

    public static FrameMeaning Meaning(string data, FrameKind kind = FrameKind.Event) => O.Read(new Frame(default, Utf8(data), kind));

    public static HubAsk Ask(string body, MappingReport? report = null) => O.ReadAsk(new WireBody(O, Utf8(body), Operation.Chat), report ?? new MappingReport());

    public static JsonNode Write(HubAsk ask, MappingReport? report = null, TargetFacts? target = null) =>
        JsonNode.Parse(O.WriteAsk(ask, target ?? Target, report ?? new MappingReport()))!;

    public static HubAsk Said(params HubTurn[] turns)
    {
        var ask = new HubAsk { Model = "m" };
        ask.Turns.AddRange(turns);
        return ask;
    }

    public static HubTurn Turn(HubRole role, params HubPart[] parts) => new(role, "/messages/0") { Parts = [.. parts] };

    public static HubTurn User(string text) => Turn(HubRole.User, new HubText("/messages/0/content", JsonText.From(text)));

    public static List<HubEvent> Read(IEnumerable<string> lines, FrameKind kind = FrameKind.Event)
    {
        var reader = O.CreateReader(Streamed);
        var events = new List<HubEvent>();
        foreach (var line in lines)
        {
            reader.Read(new Frame(default, Utf8(line), kind), events);
        }

        reader.End(events);
        return events;
    }

    public static List<Frame> Frames(IEnumerable<HubEvent> events, AnswerFacts? facts = null, MappingReport? report = null)
    {
        var writer = O.CreateWriter(facts ?? Streamed, report ?? new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return frames;
    }

    public static string Text(this Frame frame) => Encoding.UTF8.GetString(frame.Data.Span);

    public static string Compact(JsonNode? node) => node?.ToJsonString(Plain) ?? "";

    public static string Golden(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder!.FullName, "tests/Banyan.Wire.Tests/Golden/ollama", name));
    }
}
