using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Framing;

/// <summary>Feeds framers in chunks and tells frames as text, so that they compare.</summary>
internal static class Frames
{
    public static List<string> Cut(Framer framer, ReadOnlySpan<byte> stream, Func<int, int> chunk)
    {
        using (framer)
        {
            var told = new List<string>();
            for (var turn = 0; !stream.IsEmpty; turn++)
            {
                var room = framer.GetMemory();
                var count = Math.Min(Math.Min(Math.Max(1, chunk(turn)), stream.Length), room.Length);
                stream[..count].CopyTo(room.Span);
                framer.Advance(count);
                stream = stream[count..];
                while (framer.TryRead(out var frame))
                {
                    told.Add(Tell(frame));
                }
            }

            while (framer.TryEnd(out var last))
            {
                told.Add(Tell(last));
            }

            return told;
        }
    }

    public static List<string> Sse(string stream, int chunk = int.MaxValue) => Cut(new SseFramer(), Encoding.UTF8.GetBytes(stream), _ => chunk);

    public static List<string> Ndjson(string stream, int chunk = int.MaxValue) => Cut(new NdjsonFramer(), Encoding.UTF8.GetBytes(stream), _ => chunk);

    public static string Tell(in Frame frame) => $"{frame.Kind}|{Encoding.UTF8.GetString(frame.Data.Span)}|{Encoding.UTF8.GetString(frame.Raw.Span)}|{frame.Broke?.Kind}";
}
