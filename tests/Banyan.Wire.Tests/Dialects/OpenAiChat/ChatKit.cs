using System.Text;
using Banyan.Wire.Dialects.OpenAiChat;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

/// <summary>Short words for tests of the dialect.</summary>
internal static class ChatKit
{
    public static Dialect Chat { get; } = new OpenAiChatDialect();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static AskLens Lens(string body, Operation operation = Operation.Chat) => Chat.Read(Bytes(body), operation, default);

    public static Frame Event(string data) => new(Bytes($"data: {data}\n\n"), Bytes(data), FrameKind.Event);

    public static Frame Body(string body) => Frame.Body(Bytes(body));

    public static FrameMeaning Meaning(string data) => Chat.Read(Event(data));

    public static HubAsk Ask(string body, MappingReport report) => Chat.ReadAsk(new WireBody(Chat, Bytes(body), Operation.Chat), report);

    public static string Write(HubAsk ask, MappingReport report, params (string Name, string Value)[] quirks) =>
        Encoding.UTF8.GetString(Chat.WriteAsk(ask, new TargetFacts { Model = "up-1", Issuer = "up", Quirks = quirks.ToDictionary(quirk => quirk.Name, quirk => quirk.Value, StringComparer.OrdinalIgnoreCase) }, report));

    public static AnswerFacts Facts(bool streams, bool usage = false, params (string Name, string Value)[] quirks) => new()
    {
        Streams = streams,
        WantsUsageChunk = usage,
        ExchangeId = "ex1",
        StartedUnixSeconds = 7,
        Issuer = "up",
        Quirks = quirks.ToDictionary(quirk => quirk.Name, quirk => quirk.Value, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>Reads events of a stream, then ends it.</summary>
    public static List<HubEvent> Read(AnswerFacts facts, params string[] data)
    {
        var reader = Chat.CreateReader(facts);
        List<HubEvent> events = [];
        foreach (var item in data)
        {
            reader.Read(Event(item), events);
        }

        reader.End(events);
        return events;
    }

    public static HubFold Fold(IEnumerable<HubEvent> events)
    {
        var fold = new HubFold();
        foreach (var happened in events)
        {
            fold.Add(happened);
        }

        return fold;
    }

    /// <summary>Writes events and gives the payloads of the frames.</summary>
    public static List<string> Write(AnswerFacts facts, MappingReport report, IEnumerable<HubEvent> events)
    {
        var writer = Chat.CreateWriter(facts, report);
        List<Frame> frames = [];
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return [.. frames.Select(frame => frame.Kind == FrameKind.Broken ? "broken" : Text(frame.Data))];
    }

    public static string Visible(HubFold fold, HubBlockKind kind = HubBlockKind.Text, int choice = 0) =>
        string.Concat(fold.Choices.ElementAt(choice).Blocks.Where(block => block.Kind == kind).Select(block => block.Text.ToString()));

    /// <summary>Cuts a recorded stream into frames.</summary>
    public static List<Frame> Frames(string stream)
    {
        using var framer = new SseFramer();
        var rest = Bytes(stream).AsSpan();
        List<Frame> frames = [];
        while (!rest.IsEmpty)
        {
            var memory = framer.GetMemory();
            var taken = Math.Min(memory.Length, rest.Length);
            rest[..taken].CopyTo(memory.Span);
            framer.Advance(taken);
            rest = rest[taken..];
            while (framer.TryRead(out var frame))
            {
                frames.Add(frame.Keep());
            }
        }

        return frames;
    }
}
