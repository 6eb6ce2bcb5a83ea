using System.Text;
using System.Text.Json;
using Banyan.Wire.Dialects.OpenAiResponses;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

/// <summary>Shorthands for the Responses tests, and the grammar of its streams.</summary>
internal static class ResponsesKit
{
    public static OpenAiResponsesDialect Dialect { get; } = new();

    public static TargetFacts Target { get; } = new() { Model = "gpt-test", Issuer = "openai/responses/gpt" };

    public static Frame Event(string json) => new(default, Encoding.UTF8.GetBytes(json), FrameKind.Event);

    public static Frame Body(string json) => Frame.Body(Encoding.UTF8.GetBytes(json));

    public static AskLens Lens(string json) => Dialect.Read(Encoding.UTF8.GetBytes(json), Operation.Chat, default);

    public static WireBody Ask(string json) => new(Dialect, Encoding.UTF8.GetBytes(json), Operation.Chat);

    public static JsonText Text(string text) => JsonText.From(text);

    /// <summary>What an answer's frames say to the hub.</summary>
    public static List<HubEvent> Read(params Frame[] frames)
    {
        var reader = Dialect.CreateReader(new AnswerFacts { Issuer = "openai/responses/gpt" });
        var events = new List<HubEvent>();
        foreach (var frame in frames)
        {
            reader.Read(frame, events);
        }

        reader.End(events);
        return events;
    }

    /// <summary>What hub events become for a caller.</summary>
    public static List<Frame> Write(bool streams, IEnumerable<HubEvent> events, MappingReport? report = null, ISignatureSeal? seal = null, string ask = "")
    {
        var facts = new AnswerFacts { Streams = streams, ExchangeId = "exchange-1", StartedUnixSeconds = 1000, Seal = seal, Ask = Encoding.UTF8.GetBytes(ask) };
        var writer = Dialect.CreateWriter(facts, report ?? new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return frames;
    }

    public static JsonElement Json(in Frame frame) => JsonDocument.Parse(frame.Data).RootElement;

    public static string Type(in Frame frame) => Json(frame).GetProperty("type").GetString()!;

    /// <summary>Writes a row both ways, checks the stream's grammar and that both say the same, and gives the whole answer.</summary>
    public static JsonElement Answer(params HubEvent[] events)
    {
        var stream = Write(streams: true, events);
        var whole = Json(Write(streams: false, events).ShouldHaveSingleItem());
        ResponsesGrammar.Check(stream);
        JsonElement.DeepEquals(Json(stream[^1]).GetProperty("response"), whole).ShouldBeTrue("the stream's last object must equal the whole answer");
        return whole;
    }

    public static string Golden(string name) => File.ReadAllText(Path.Combine(Root(), "tests", "Banyan.Wire.Tests", "Golden", "openai-responses", name));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
