using System.Buffers;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>Runs bytes of streams through framers, translators and readers.</summary>
internal static class Streams
{
    public static Framer Framer(Dialect dialect) => dialect.Framing == StreamFraming.Ndjson ? new NdjsonFramer() : new SseFramer();

    public static List<Frame> Cut(Dialect dialect, ReadOnlySpan<byte> stream)
    {
        using var framer = Framer(dialect);
        var frames = new List<Frame>();
        while (!stream.IsEmpty)
        {
            var room = framer.GetMemory().Span;
            var count = Math.Min(room.Length, stream.Length);
            stream[..count].CopyTo(room);
            framer.Advance(count);
            stream = stream[count..];
            while (framer.TryRead(out var frame))
            {
                frames.Add(frame.Keep());
            }
        }

        while (framer.TryEnd(out var last))
        {
            frames.Add(last.Keep());
        }

        return frames;
    }

    /// <summary>Translates a whole upstream stream; gives the bytes the caller gets.</summary>
    public static byte[] Translate(AnswerTranslator translator, Dialect upstream, ReadOnlySpan<byte> stream)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var frame in Cut(upstream, stream))
        {
            foreach (var made in translator.Push(frame))
            {
                bytes.Write(made.Raw.Span);
            }
        }

        foreach (var made in translator.End())
        {
            bytes.Write(made.Raw.Span);
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static HubFold Fold(Dialect dialect, ReadOnlySpan<byte> stream, AnswerFacts facts) => Fold(dialect, Cut(dialect, stream), facts);

    public static HubFold Fold(Dialect dialect, IEnumerable<Frame> frames, AnswerFacts facts)
    {
        var reader = dialect.CreateReader(facts);
        var fold = new HubFold();
        var events = new List<HubEvent>();
        foreach (var frame in frames.Where(frame => frame.Kind != FrameKind.Comment))
        {
            reader.Read(frame, events);
        }

        reader.End(events);
        events.ForEach(fold.Add);
        return fold;
    }
}
