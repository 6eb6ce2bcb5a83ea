using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Translation;

/// <summary>Writes an answer that is made of words here, in the caller's language, streamed or whole. One instance per answer; not thread-safe.</summary>
public sealed class TextAnswer
{
    private readonly IAnswerWriter _writer;
    private readonly StreamFraming _framing;
    private readonly bool _streams;

    /// <summary>Starts an answer.</summary>
    /// <param name="ask">The caller's ask.</param>
    /// <param name="id">The exchange's id, from which the answer's is made.</param>
    /// <param name="startedUnixSeconds">When the exchange began.</param>
    public TextAnswer(WireBody ask, string id, long startedUnixSeconds)
    {
        var lens = ask.Lens;
        (_streams, _framing) = (lens.Streams, ask.Dialect.Framing);
        var facts = new AnswerFacts { Streams = lens.Streams, WantsUsageChunk = lens.WantsUsageChunk, ExchangeId = id, StartedUnixSeconds = startedUnixSeconds, Ask = ask.Bytes };
        _writer = ask.Dialect.CreateWriter(facts, new MappingReport());
    }

    /// <summary>The frames that open it.</summary>
    /// <param name="model">The model's name, as the caller sees it.</param>
    public IReadOnlyList<Frame> Begin(string model) => Write(new HubStart("", model, 0));

    /// <summary>The frames of a piece of text.</summary>
    public IReadOnlyList<Frame> Say(string text) => Write(new HubTextDelta(0, JsonText.From(text)));

    /// <summary>The frames that end it whole.</summary>
    /// <param name="usage">Tokens spent on it.</param>
    /// <param name="name">Name of one more member of the last JSON object.</param>
    /// <param name="value">Its value.</param>
    public IReadOnlyList<Frame> End(ReportedUsage usage, string name, JsonElement value)
    {
        var frames = Write(new HubTextEnd(0), new HubFinish(0, HubFinishReason.Stop), new HubUsage(usage), new HubEnd());
        var last = frames.FindLastIndex(frame => !frame.Data.IsEmpty && frame.Data.Span[^1] == (byte)'}');
        if (last >= 0)
        {
            frames[last] = With(frames[last], name, value);
        }

        return frames;
    }

    private List<Frame> Write(params ReadOnlySpan<HubEvent> events)
    {
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            _writer.Write(happened, frames);
        }

        return frames;
    }

    /// <summary>The same frame with one more member at the end of its object.</summary>
    private Frame With(in Frame frame, string name, JsonElement value)
    {
        var member = Encoding.UTF8.GetBytes($",\"{name}\":{value.GetRawText()}}}");
        byte[] data = [.. frame.Data.Span[..^1], .. member];
        if (!_streams)
        {
            return Frame.Body(data);
        }

        return _framing == StreamFraming.Ndjson ? NdjsonWriter.Frame(data) : SseWriter.Frame(EventName(frame.Raw.Span), data);
    }

    private static ReadOnlySpan<byte> EventName(ReadOnlySpan<byte> raw)
    {
        var prefix = "event: "u8;
        if (!raw.StartsWith(prefix))
        {
            return default;
        }

        var rest = raw[prefix.Length..];
        return rest[..rest.IndexOf((byte)'\n')];
    }
}
