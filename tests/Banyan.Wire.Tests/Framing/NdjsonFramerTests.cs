using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Framing;

public sealed class NdjsonFramerTests
{
    [Fact]
    public void Each_line_is_a_frame_and_blank_lines_are_none()
    {
        const string Stream = "\ufeff{\"a\":1}\n\n \r\n{\"b\":\"é\"}\r\n  {\"c\":3} \n{\"d\":4}";
        List<string> expected = ["Event|{\"a\":1}|{\"a\":1}\n|", "Event|{\"b\":\"é\"}|{\"b\":\"é\"}\r\n|", "Event|{\"c\":3}|  {\"c\":3} \n|", "Event|{\"d\":4}|{\"d\":4}|"];
        for (var chunk = 1; chunk <= Stream.Length + 4; chunk++)
        {
            Frames.Ndjson(Stream, chunk).ShouldBe(expected, customMessage: $"chunks of {chunk}");
        }
    }

    [Theory]
    [InlineData(Framer.MaxLineBytes, false)]
    [InlineData(Framer.MaxLineBytes + 1, true)]
    public void A_line_over_the_limit_breaks_the_stream_once(int length, bool breaks)
    {
        var stream = Encoding.UTF8.GetBytes("{}\n" + new string('x', length) + "\n{}\n");
        var frames = Frames.Cut(new NdjsonFramer(), stream, _ => 8191);

        frames.Count.ShouldBe(breaks ? 2 : 3);
        frames[1].StartsWith(breaks ? "Broken|" : "Event|", StringComparison.Ordinal).ShouldBeTrue();
    }
}
