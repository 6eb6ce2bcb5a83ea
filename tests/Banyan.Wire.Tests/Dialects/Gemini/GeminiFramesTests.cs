using Banyan.Wire.Framing;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiFramesTests
{
    [Fact]
    public void Plain_text_is_content_without_allocating()
    {
        var frame = new Frame(default, Utf8("""{"candidates":[{"content":{"parts":[{"text":"Hel\"lo"}],"role":"model"},"index":0}],"modelVersion":"m"}"""), FrameKind.Event);
        G.Read(frame).ShouldBe(new FrameMeaning(FrameTraits.Content, TextBytes: 7));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++)
        {
            G.Read(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Usage_is_cumulative_with_thoughts_apart_and_cache_inside()
    {
        var meaning = Meaning("""
            {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],
             "usageMetadata":{"promptTokenCount":20,"cachedContentTokenCount":8,"toolUsePromptTokenCount":3,"candidatesTokenCount":5,"thoughtsTokenCount":4,"totalTokenCount":32}}
            """);

        meaning.Has(FrameTraits.Content | FrameTraits.Usage | FrameTraits.Finish).ShouldBeTrue();
        var tokens = meaning.Usage!.ToTokens(totalGapIsReasoning: false)!;
        (tokens.Uncached, tokens.CacheRead, tokens.Output, tokens.Reasoning, tokens.IsFlagged).ShouldBe((15L, 8L, 5L, 4L, false));
        tokens.Prompt.ShouldBe(23);
    }

    [Fact]
    public void The_last_usage_of_a_stream_wins()
    {
        var first = Meaning("""{"candidates":[{"content":{"parts":[{"text":"x"}]}}],"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9}}""").Usage!;
        var last = Meaning("""{"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13}}""").Usage!;

        first.Then(last).ToTokens(false)!.Total.ShouldBe(13);
    }

    [Theory]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"}}]}""", FrameTraits.Preamble)]
    [InlineData("""{"responseId":"r"}""", FrameTraits.Preamble)]
    [InlineData("""{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}}]}}]}""", FrameTraits.Preamble | FrameTraits.Content | FrameTraits.Call)]
    [InlineData("""{"candidates":[{"finishReason":"FINISH_REASON_UNSPECIFIED"}]}""", FrameTraits.Preamble)]
    [InlineData("""{"promptFeedback":{"blockReason":"SAFETY"}}""", FrameTraits.Finish)]
    [InlineData("""{"candidates":[{"finishReason":"SAFETY"}]}""", FrameTraits.Preamble | FrameTraits.Finish)]
    [InlineData("""{"x":1}""", FrameTraits.Other)]
    public void Frames_carry_what_stands_in_them(string data, FrameTraits traits) => Meaning(data).Traits.ShouldBe(traits);

    [Fact]
    public void Words_inside_text_are_not_members()
    {
        var meaning = Meaning("""{"candidates":[{"content":{"parts":[{"text":"say \"finishReason\":\"STOP\" and \"error\""}]}}]}""");

        meaning.Has(FrameTraits.Content).ShouldBeTrue();
        (meaning.Has(FrameTraits.Finish), meaning.Has(FrameTraits.Error)).ShouldBe((false, false));
    }

    [Fact]
    public void A_text_that_is_a_member_name_hides_nothing()
    {
        var meaning = Meaning("""{"candidates":[{"content":{"parts":[{"text":"text"},{"text":"abc"}]}}]}""");

        meaning.TextBytes.ShouldBe(7);
    }

    [Theory]
    [InlineData("""{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}""", FailureKind.Overloaded)]
    [InlineData("""[{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}]""", FailureKind.RateLimited)]
    [InlineData("""{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]}""", FailureKind.Garbled)]
    [InlineData("<html>", FailureKind.Garbled)]
    [InlineData("[1]", FailureKind.Garbled)]
    public void Errors_inside_a_stream_are_failures(string data, FailureKind kind)
    {
        var meaning = Meaning(data);

        meaning.Has(FrameTraits.Error).ShouldBeTrue();
        meaning.Failure!.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html></html>")]
    public void An_empty_or_foreign_200_is_garbled(string body) => Meaning(body, FrameKind.Body).Failure!.Kind.ShouldBe(FailureKind.Garbled);

    [Theory]
    [InlineData("""{"embedding":{"values":[1]}}""")]
    [InlineData("""{"embeddings":[{"values":[1]}]}""")]
    [InlineData("""{"totalTokens":3}""")]
    public void Bodies_of_other_operations_are_answers(string body) => Meaning(body, FrameKind.Body).IsContent.ShouldBeTrue();

    [Fact]
    public void A_stream_is_closed_with_an_error_element_and_no_finish()
    {
        var closer = G.CreateCloser();
        closer.Saw(new Frame(default, Utf8("{}"), FrameKind.Event));
        var frames = closer.Close(new Failure(FailureKind.Garbled, "upstream_cut", "cut"), "r1");

        var only = frames.ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(only.Raw.Span).ShouldStartWith("data: {\"error\":{\"code\":502,\"message\":\"cut\",\"status\":\"INTERNAL\"");
        System.Text.Encoding.UTF8.GetString(only.Raw.Span).ShouldEndWith("}\n\n");
        System.Text.Encoding.UTF8.GetString(only.Data.Span).ShouldNotContain("finishReason");
        System.Text.Encoding.UTF8.GetString(closer.Heartbeat().Raw.Span).ShouldBe(": ping\n\n");
        closer.Heartbeat().Kind.ShouldBe(FrameKind.Comment);
    }
}
