using System.Text;
using Banyan.Wire.Framing;
using FsCheck;
using FsCheck.Fluent;

namespace Banyan.Wire.Tests.Framing;

public sealed class SseFramerTests
{
    [Theory]
    [InlineData("data: a\n\n", "Event|a|data: a\n\n|")]
    [InlineData("data:a\n\n", "Event|a|data:a\n\n|")]
    [InlineData("data:  a\n\n", "Event| a|data:  a\n\n|")]
    [InlineData("\ufeffdata: a\n\n", "Event|a|data: a\n\n|")]
    [InlineData("event: x\ndata: a\nid: 1\nretry: 5\nfoo: b\n\n", "Event|a|event: x\ndata: a\nid: 1\nretry: 5\nfoo: b\n\n|")]
    [InlineData("data: a\ndata: b\n\n", "Event|a\nb|data: a\ndata: b\n\n|")]
    [InlineData("data: a\r\ndata\r\ndata:b\r\n\r\n", "Event|a\n\nb|data: a\r\ndata\r\ndata:b\r\n\r|")]
    [InlineData("data: [DONE]\n\n", "Event|[DONE]|data: [DONE]\n\n|")]
    [InlineData("data: last", "Event|last|data: last|")]
    [InlineData("data: last\n", "Event|last|data: last\n|")]
    [InlineData(": ping\n\n", "Comment||: ping\n|")]
    [InlineData("event: ping\n\n", "Comment||event: ping\n\n|")]
    [InlineData("data: a\n: inside\n\n", "Event|a|data: a\n: inside\n\n|")]
    [InlineData("datax: a\ndata: b\n\n", "Event|b|datax: a\ndata: b\n\n|")]
    public void One_event_is_one_frame_however_it_is_written(string stream, string expected)
    {
        Frames.Sse(stream).ShouldBe([expected]);
        Frames.Sse(stream, 1).ShouldBe([expected]);
    }

    [Fact]
    public void Line_ends_may_be_mixed()
    {
        List<string> expected = ["Event|1|data: 1\r\r|", "Event|2|data: 2\n\n|", "Event|3|data: 3\r\n\r|", "Comment||: c\r|", "Event|4|data: 4\r\n\n|"];
        const string Stream = "data: 1\r\rdata: 2\n\ndata: 3\r\n\r\n: c\r\n\r\n\rdata: 4\r\n\n";
        for (var chunk = 1; chunk <= Stream.Length; chunk++)
        {
            Frames.Sse(Stream, chunk).ShouldBe(expected, customMessage: $"chunks of {chunk}");
        }
    }

    [Fact]
    public void An_event_ended_by_a_carriage_return_is_not_held_back_for_its_line_feed()
    {
        using var framer = new SseFramer();
        "data: a\r\n\r"u8.CopyTo(framer.GetMemory().Span);
        framer.Advance(10);

        framer.TryRead(out var frame).ShouldBeTrue();
        Encoding.UTF8.GetString(frame.Data.Span).ShouldBe("a");
    }

    [Fact]
    public void Nothing_but_a_part_of_a_byte_order_mark_is_no_event_until_the_end()
    {
        Frames.Cut(new SseFramer(), [0xEF, 0xBB], _ => 1).ShouldHaveSingleItem().ShouldStartWith("Comment|");
        Frames.Cut(new SseFramer(), [], _ => 1).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Framer.MaxLineBytes - 6, false)]
    [InlineData(Framer.MaxLineBytes - 5, true)]
    public void A_line_over_the_limit_breaks_the_stream_once(int payload, bool breaks)
    {
        var stream = "data: ok\n\ndata: " + new string('x', payload) + "\n\ndata: after\n\n";
        foreach (var chunk in new[] { 4093, int.MaxValue })
        {
            var frames = Frames.Sse(stream, chunk);
            frames.Count.ShouldBe(breaks ? 2 : 3);
            frames[0].ShouldBe("Event|ok|data: ok\n\n|");
            frames[1].StartsWith(breaks ? "Broken|" : "Event|", StringComparison.Ordinal).ShouldBeTrue();
            frames[1].EndsWith(breaks ? "|Garbled" : "|", StringComparison.Ordinal).ShouldBeTrue();
        }
    }

    [Fact]
    public void An_event_over_the_limit_breaks_the_stream_and_the_memory_stays_bounded()
    {
        var line = Encoding.UTF8.GetBytes("data: " + new string('x', 500_000) + "\n");
        using var framer = new SseFramer();
        var broken = 0;
        var largest = 0;
        for (var i = 0; i < 40; i++)
        {
            var rest = line.AsSpan();
            while (!rest.IsEmpty)
            {
                var room = framer.GetMemory();
                largest = Math.Max(largest, room.Length);
                var count = Math.Min(room.Length, rest.Length);
                rest[..count].CopyTo(room.Span);
                framer.Advance(count);
                rest = rest[count..];
                while (framer.TryRead(out var frame))
                {
                    frame.Kind.ShouldBe(FrameKind.Broken);
                    frame.Broke!.Code.ShouldBe("provider_error");
                    broken++;
                }
            }
        }

        broken.ShouldBe(1);
        largest.ShouldBeLessThanOrEqualTo(4 * Framer.MaxEventBytes);
    }

    [Fact]
    [Trait("needs", "data")]
    public void Every_recorded_stream_gives_the_same_frames_in_chunks_of_any_size()
    {
        var streams = RecordedStreams.All().ToList();
        streams.Count.ShouldBeGreaterThanOrEqualTo(11);
        foreach (var (name, bytes) in streams)
        {
            var whole = Frames.Cut(new SseFramer(), bytes, _ => int.MaxValue);
            whole.Count.ShouldBeGreaterThan(0, name);
            foreach (var chunk in new[] { 1, 2, 3, 7, 64, 1021 })
            {
                Frames.Cut(new SseFramer(), bytes, _ => chunk).ShouldBe(whole, customMessage: $"{name} in chunks of {chunk}");
            }

            var pairs = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal));
            Frames.Cut(new SseFramer(), pairs, _ => 1).Select(Payload).ShouldBe(whole.Select(Payload), customMessage: $"{name} with CRLF");
        }
    }

    [Fact]
    public void Any_text_gives_the_same_frames_however_it_is_split()
    {
        var piece = Gen.Elements("data: ", "data:", "data", "event: x", ": c", "id: 1", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n", "{\"a\":\"é\\u00e9🌳\"}", "[DONE]", "\ufeff", " ");
        var streams = piece.ListOf().Select(pieces => string.Concat(pieces));
        var cases = from stream in streams
                    from chunks in Gen.Choose(1, 9).NonEmptyListOf()
                    select (stream, chunks: chunks.ToArray());
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var bytes = Encoding.UTF8.GetBytes(one.stream);
            var whole = Frames.Cut(new SseFramer(), bytes, _ => int.MaxValue);
            return whole.SequenceEqual(Frames.Cut(new SseFramer(), bytes, turn => one.chunks[turn % one.chunks.Length]))
                && whole.SequenceEqual(Frames.Cut(new SseFramer(), bytes, _ => 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_plain_event_allocates_nothing()
    {
        using var framer = new SseFramer();
        var bytes = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"u8.ToArray();
        Feed(framer, bytes, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(framer, bytes, 1000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Feed(SseFramer framer, byte[] bytes, int times)
    {
        for (var i = 0; i < times; i++)
        {
            bytes.CopyTo(framer.GetMemory());
            framer.Advance(bytes.Length);
            while (framer.TryRead(out _))
            {
                // Only the cutting is measured.
            }
        }
    }

    private static string Payload(string frame) => frame.Split('|')[1];
}
