using System.Buffers;
using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Framing;

public sealed class StreamWriterTests
{
    [Theory]
    [InlineData("data: a\r\n\r\n", "data: a\n\n")]
    [InlineData("data: a\r\n\r", "data: a\n\n")]
    [InlineData("event: x\rdata: a\r\r", "event: x\ndata: a\n\n")]
    [InlineData("data: a", "data: a\n\n")]
    [InlineData(": ping\n", ": ping\n\n")]
    [InlineData("data: a\n\n", "data: a\n\n")]
    public void A_relayed_event_keeps_its_bytes_but_for_its_line_ends(string raw, string expected) =>
        Written(target => SseWriter.WriteRaw(target, Encoding.UTF8.GetBytes(raw))).ShouldBe(expected);

    [Fact]
    public void An_event_is_framed_with_its_name_and_payload()
    {
        Written(target => SseWriter.WriteData(target, "{}"u8)).ShouldBe("data: {}\n\n");
        Written(target => SseWriter.WriteEvent(target, "ping"u8, "{}"u8)).ShouldBe("event: ping\ndata: {}\n\n");
        Written(target => SseWriter.WriteData(target, "{\n}\r\n"u8)).ShouldBe("data: {\ndata: }\ndata: \n\n");
        Written(target => SseWriter.WriteComment(target, "ping"u8)).ShouldBe(": ping\n\n");
    }

    [Fact]
    public void A_made_frame_holds_its_payload_inside_its_bytes()
    {
        Frames.Tell(SseWriter.Frame("x"u8, "{}"u8)).ShouldBe("Event|{}|event: x\ndata: {}\n\n|");
        Frames.Tell(SseWriter.Frame("{\n}"u8)).ShouldBe("Event|{\n}|data: {\ndata: }\n\n|");
        Frames.Tell(SseWriter.Comment("ping"u8)).ShouldBe("Comment||: ping\n\n|");
        Frames.Tell(NdjsonWriter.Frame("{\n}"u8)).ShouldBe("Event|{ }|{ }\n|");
    }

    [Fact]
    public void An_array_is_written_element_by_element()
    {
        var array = new JsonArrayWriter();
        Written(target =>
        {
            array.WriteElement(target, "{\"a\":1}"u8);
            array.WriteElement(target, "{\"a\":2}"u8);
            array.WriteEnd(target);
        }).ShouldBe("[{\"a\":1},\n{\"a\":2}\n]\n");
        Written(new JsonArrayWriter().WriteEnd).ShouldBe("[]\n");
    }

    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var target = new ArrayBufferWriter<byte>();
        write(target);
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }
}
