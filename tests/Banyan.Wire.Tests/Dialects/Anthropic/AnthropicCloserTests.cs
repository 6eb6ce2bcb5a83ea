using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicCloserTests
{
    private static readonly Failure Cut = new(FailureKind.Garbled, "upstream_cut", "The stream ended early.");

    private static readonly string[] Stream =
    [
        """{"type":"message_start","message":{"id":"m"}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""",
    ];

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, null)]
    [InlineData(5, 1)]
    [InlineData(6, null)]
    [InlineData(7, null)]
    public void A_stream_cut_anywhere_has_its_block_closed_and_then_the_error(int seen, int? open)
    {
        var closer = After(seen);

        var end = closer.Close(Cut, "r").Select(frame => Encoding.UTF8.GetString(frame.Raw.Span)).ToList();

        end.Count.ShouldBe(open is null ? 1 : 2);
        if (open is not null)
        {
            end[0].ShouldBe($"event: content_block_stop\ndata: {{\"type\":\"content_block_stop\",\"index\":{open}}}\n\n");
        }

        end[^1].ShouldStartWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
        end[^1].ShouldContain("upstream_cut");
        end.ShouldNotContain(text => text.Contains("message_stop", StringComparison.Ordinal));
        closer.Close(Cut, "r").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_follows_a_finished_stream()
    {
        var closer = After(Stream.Length);
        closer.Saw(AnthropicKit.Event("""{"type":"message_stop"}"""));

        closer.Close(Cut, "r").ShouldBeEmpty();
    }

    [Fact]
    public void A_heartbeat_is_a_comment_until_the_message_began_and_a_ping_after()
    {
        Encoding.UTF8.GetString(After(0).Heartbeat().Raw.Span).ShouldBe(": ping\n\n");
        After(0).Heartbeat().Kind.ShouldBe(FrameKind.Comment);
        Encoding.UTF8.GetString(After(1).Heartbeat().Raw.Span).ShouldBe("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    private static StreamCloser After(int seen)
    {
        var closer = AnthropicKit.Dialect.CreateCloser();
        foreach (var data in Stream.Take(seen))
        {
            closer.Saw(AnthropicKit.Event(data));
        }

        return closer;
    }
}
