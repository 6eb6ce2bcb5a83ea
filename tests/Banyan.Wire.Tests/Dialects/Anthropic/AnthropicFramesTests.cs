using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicFramesTests
{
    [Theory]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""", 5)]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\"b\\"}  }  """, 6)]
    [InlineData("""{"type": "content_block_delta", "index": 12, "delta": {"type": "thinking_delta", "thinking": "hm"}}""", 2)]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""", 7)]
    [InlineData("""{"index":0,"delta":{"text":"abc","type":"text_delta"},"type":"content_block_delta"}""", 3)]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"xyz"}}""", 0)]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"url":"u"}}}""", 0)]
    public void A_delta_is_content_and_its_text_is_measured(string data, int textBytes)
    {
        var meaning = AnthropicKit.Meaning(data);

        meaning.Traits.ShouldBe(FrameTraits.Content);
        meaning.TextBytes.ShouldBe(textBytes);
    }

    [Theory]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":""}}""")]
    [InlineData("""{"type":"content_block_stop","index":0}""")]
    [InlineData("""{"type":"some_later_event"}""")]
    [InlineData("[DONE]")]
    public void An_empty_or_unknown_event_means_nothing(string data) => AnthropicKit.Meaning(data).ShouldBe(default);

    [Theory]
    [InlineData("""{"type": "ping"}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")]
    public void An_opening_is_a_preamble(string data) => AnthropicKit.Meaning(data).Traits.ShouldBe(FrameTraits.Preamble);

    [Theory]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"redacted_thinking","data":"x"}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"early"}}""")]
    public void A_block_that_opens_with_content_commits(string data) => AnthropicKit.Meaning(data).IsContent.ShouldBeTrue();

    [Fact]
    public void Later_counts_override_the_start_member_by_member()
    {
        var start = AnthropicKit.Meaning("""{"type":"message_start","message":{"id":"msg","usage":{"input_tokens":34824,"output_tokens":0}}}""");
        var delta = AnthropicKit.Meaning("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":3883,"output_tokens":49,"cache_creation_input_tokens":0,"cache_read_input_tokens":30464,"prompt_tokens_details":{"cached_tokens":30464}}}""");

        start.Traits.ShouldBe(FrameTraits.Preamble | FrameTraits.Usage);
        delta.Traits.ShouldBe(FrameTraits.Finish | FrameTraits.Usage);
        var tokens = start.Usage!.Then(delta.Usage!).ToTokens(totalGapIsReasoning: false)!;
        (tokens.Prompt, tokens.Uncached, tokens.CacheRead, tokens.Output, tokens.IsFlagged).ShouldBe((34347, 3883, 30464, 49, false));
    }

    [Fact]
    public void A_sum_of_cache_writes_repeated_at_the_end_is_not_counted_again()
    {
        var start = AnthropicKit.Meaning("""{"type":"message_start","message":{"usage":{"input_tokens":5,"cache_creation_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":900},"output_tokens":1}}}""");
        var delta = AnthropicKit.Meaning("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"cache_creation_input_tokens":1000,"output_tokens":7}}""");

        var tokens = start.Usage!.Then(delta.Usage!).ToTokens(totalGapIsReasoning: false)!;

        (tokens.CacheWrite5m, tokens.CacheWrite1h, tokens.Prompt, tokens.IsFlagged).ShouldBe((100, 900, 1005, false));
    }

    [Fact]
    public void A_sum_of_cache_writes_alone_is_of_five_minutes()
    {
        var tokens = AnthropicKit.Meaning("""{"type":"message_delta","usage":{"input_tokens":1,"cache_creation_input_tokens":8,"output_tokens":2}}""")
            .Usage!.ToTokens(totalGapIsReasoning: false)!;

        (tokens.CacheWrite5m, tokens.CacheWrite1h).ShouldBe((8, 0));
    }

    [Fact]
    public void The_end_mark_is_message_stop() => AnthropicKit.Meaning("""{"type":"message_stop"            }""").Traits.ShouldBe(FrameTraits.Terminal);

    [Fact]
    public void A_whole_answer_is_content_counts_finish_and_end()
    {
        var meaning = Body("""{"type":"message","content":[{"type":"text","text":"abc"},{"type":"tool_use","id":"a","name":"t","input":{"a":1}}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":4}}""");

        meaning.Traits.ShouldBe(FrameTraits.Content | FrameTraits.Usage | FrameTraits.Finish | FrameTraits.Terminal | FrameTraits.Call);
        meaning.TextBytes.ShouldBe(3 + 7);
        meaning.Usage!.Input.ShouldBe(3);
    }

    [Fact]
    public void A_token_count_is_an_answer_without_usage()
    {
        var meaning = Body("""{"input_tokens":42}""");

        meaning.Traits.ShouldBe(FrameTraits.Content | FrameTraits.Terminal);
        meaning.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("")]
    [InlineData("{\"hello\":1}")]
    [InlineData("{\"type\":\"message\",\"content\":[")]
    public void A_body_that_is_no_answer_is_garbled(string body)
    {
        var meaning = Body(body);

        meaning.Traits.ShouldBe(FrameTraits.Error);
        meaning.Failure!.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Theory]
    [InlineData("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"te")]
    [InlineData("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}")]
    [InlineData("{\"type\":\"message_delta\",\"delta\":")]
    [InlineData("nonsense")]
    public void A_broken_event_is_garbled(string data) => AnthropicKit.Meaning(data).Failure!.Kind.ShouldBe(FailureKind.Garbled);

    [Fact]
    public void An_error_with_status_200_is_an_error()
    {
        Body("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""").Failure!.Kind.ShouldBe(FailureKind.Overloaded);
        Body("""{"error":{"type":"api_error","message":"x"}}""").Failure!.Kind.ShouldBe(FailureKind.Overloaded);
    }

    [Fact]
    public void A_plain_content_frame_costs_no_allocation()
    {
        var frame = AnthropicKit.Event("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello there"}}""");
        AnthropicKit.Dialect.Read(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            AnthropicKit.Dialect.Read(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static FrameMeaning Body(string body) => AnthropicKit.Dialect.Read(Frame.Body(Encoding.UTF8.GetBytes(body)));
}
