using System.Text;
using System.Text.Json.Nodes;
using Banyan.Wire.Dialects.Anthropic;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

/// <summary>What the tests of this dialect share: asks, frames, streams, and a seal that can be looked into.</summary>
internal static class AnthropicKit
{
    public static AnthropicDialect Dialect { get; } = new();

    public static AskLens Lens(string body, Operation operation = Operation.Chat) => Dialect.Read(Encoding.UTF8.GetBytes(body), operation, default);

    public static Frame Event(string data) => new(default, Encoding.UTF8.GetBytes(data), FrameKind.Event);

    public static FrameMeaning Meaning(string data) => Dialect.Read(Event(data));

    public static HubAsk Ask(string body, out MappingReport report)
    {
        report = new MappingReport();
        return Dialect.ReadAsk(new WireBody(Dialect, Encoding.UTF8.GetBytes(body), Operation.Chat), report);
    }

    public static TargetFacts Target => new() { Model = "claude-up", Issuer = "here", DefaultMaxOutput = 4096 };

    public static string Write(HubAsk ask, out MappingReport report, TargetFacts? target = null)
    {
        report = new MappingReport();
        return Encoding.UTF8.GetString(Dialect.WriteAsk(ask, target ?? Target, report));
    }

    /// <summary>Reads frames with one reader.</summary>
    public static List<HubEvent> Events(IEnumerable<Frame> frames, AnswerFacts? facts = null)
    {
        var reader = Dialect.CreateReader(facts ?? new AnswerFacts());
        var events = new List<HubEvent>();
        foreach (var frame in frames)
        {
            reader.Read(frame, events);
        }

        reader.End(events);
        return events;
    }

    /// <summary>Writes events with one writer.</summary>
    public static List<Frame> Frames(IEnumerable<HubEvent> events, AnswerFacts? facts = null, MappingReport? report = null)
    {
        var writer = Dialect.CreateWriter(facts ?? new AnswerFacts { Streams = true, ExchangeId = "x1" }, report ?? new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return frames;
    }

    public static string Text(this Frame frame) => Encoding.UTF8.GetString(frame.Data.Span);

    public static JsonNode Json(this Frame frame) => JsonNode.Parse(frame.Data.Span)!;

    public static string Golden(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder!.FullName, "tests/Banyan.Wire.Tests/Golden/anthropic", name));
    }

    /// <summary>The events of a recorded stream.</summary>
    public static List<Frame> Stream(string recorded) =>
        [.. recorded.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => Event(line[5..].Trim()))];

    public static string Canonical(string json) => Sorted(JsonNode.Parse(json))!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

/// <summary>A seal whose carriers can be read by eye.</summary>
internal sealed class OpenSeal : ISignatureSeal
{
    public Dictionary<string, HubSignature> Remembered { get; } = new(StringComparer.Ordinal);

    public string Seal(HubSignature signature) => $"BYN1:{signature.Issuer}:{signature.Value}";

    public HubSignature? Open(string carrier) => carrier.Split(':') is ["BYN1", var issuer, var value] ? new HubSignature(issuer, value) : null;

    public void Remember(string callId, HubSignature signature) => Remembered[callId] = signature;

    public HubSignature? Recall(string callId) => Remembered.GetValueOrDefault(callId);
}
