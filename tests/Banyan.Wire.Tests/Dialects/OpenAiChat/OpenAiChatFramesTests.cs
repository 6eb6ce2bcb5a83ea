using static Banyan.Wire.Tests.Dialects.OpenAiChat.ChatKit;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

public sealed class OpenAiChatFramesTests
{
    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}],"usage":null}""", FrameTraits.Content, 5)]
    [InlineData("""{ "choices" : [ { "delta" : { "role" : "assistant" , "content" : "a\"b" } } ] }""", FrameTraits.Content, 4)]
    [InlineData("""{"choices":[{"delta":{"reasoning_content":"hm","content":null}}]}""", FrameTraits.Content, 2)]
    [InlineData("""{"choices":[{"delta":{"refusal":"no"}}]}""", FrameTraits.Content, 2)]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""", FrameTraits.Preamble, 0)]
    [InlineData("""{"choices":[],"prompt_filter_results":[]}""", FrameTraits.Preamble, 0)]
    [InlineData("""{"choices":[{"delta":{}}]}""", FrameTraits.Other, 0)]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]}""", FrameTraits.Content | FrameTraits.Call, 0)]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a"}}]}}]}""", FrameTraits.Content | FrameTraits.Call, 4)]
    [InlineData("""{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}""", FrameTraits.Content | FrameTraits.Finish, 1)]
    [InlineData("""{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"bc"}}]}""", FrameTraits.Content, 3)]
    [InlineData("""{"choices":[{"delta":{"content":"usage\":{\"prompt_tokens\":9}"}}]}""", FrameTraits.Content, 29)]
    [InlineData("[DONE]", FrameTraits.Terminal, 0)]
    [InlineData(" [DONE] ", FrameTraits.Terminal, 0)]
    public void A_chunk_is_recognised(string data, FrameTraits traits, int bytes)
    {
        var meaning = Meaning(data);
        meaning.Traits.ShouldBe(traits);
        meaning.TextBytes.ShouldBe(bytes);
        meaning.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""")]
    [InlineData("""{"usage" : {"prompt_tokens":10,"completion_tokens":5,"total_tokens":15},"choices":[{"delta":{"content":"a"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}],"x_groq":{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}}""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"},"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}]}""")]
    public void Usage_is_found_wherever_it_stands(string data)
    {
        var usage = Meaning(data).Usage.ShouldNotBeNull().ToTokens(totalGapIsReasoning: false)!;
        usage.Prompt.ShouldBe(10);
        usage.Completion.ShouldBe(5);
        usage.IsFlagged.ShouldBeFalse();
    }

    [Fact]
    public void Details_are_counted_once()
    {
        var usage = Meaning("""{"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":10,"audio_tokens":5},"completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":3}}}""")
            .Usage!.ToTokens(totalGapIsReasoning: false)!;
        (usage.Uncached, usage.CacheRead, usage.CacheWrite5m, usage.AudioIn).ShouldBe((25, 60, 10, 5));
        (usage.Output, usage.Reasoning, usage.AudioOut).ShouldBe((27, 20, 3));
    }

    [Theory]
    [InlineData("""{"service_tier":"flex","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5}}""", "flex")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5},"service_tier":"batch"}""", "batch")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5},"service_tier":"default"}""", "default")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5},"service_tier":null}""", null)]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5},"service_tier":7}""", null)]
    public void The_tier_that_was_billed_goes_with_the_usage(string data, string? tier) => Meaning(data).Usage.ShouldNotBeNull().ServiceTier.ShouldBe(tier);

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}],"usage":null}""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}],"usage":{}}""")]
    public void Null_or_empty_usage_is_no_usage(string data) => Meaning(data).Usage.ShouldBeNull();

    [Fact]
    public void An_error_in_a_200_is_an_error()
    {
        var meaning = Meaning("""{"error":{"message":"slow down","type":"rate_limit_exceeded","code":429},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}""");
        meaning.Has(FrameTraits.Error).ShouldBeTrue();
        meaning.Failure!.Kind.ShouldBe(FailureKind.RateLimited);
        Meaning("""[{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}]""").Failure!.Kind.ShouldBe(FailureKind.Overloaded);
        Chat.Read(Body("""{"object":"error","message":"x","type":"BadRequestError","code":400}""")).Failure!.Kind.ShouldBe(FailureKind.CallerFault);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("{\"choices\":[")]
    [InlineData("true")]
    public void A_body_that_is_no_answer_is_garbled(string body)
    {
        var meaning = Chat.Read(Body(body));
        meaning.Traits.ShouldBe(FrameTraits.Error);
        meaning.Failure!.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Fact]
    public void A_plain_chunk_allocates_nothing()
    {
        var frame = Event("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Hello there"},"logprobs":null,"finish_reason":null}],"usage":null}""");
        Chat.Read(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Chat.Read(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Fact]
    [Trait("needs", "data")]
    public void Every_recorded_answer_means_what_it_says()
    {
        foreach (var (name, _, _, status, answer) in ChatRecordings.All())
        {
            if (status != 200)
            {
                Chat.ReadError(status, WireHeaders.None, Bytes(answer)).Kind.ShouldBe(status == 404 ? FailureKind.ModelGone : FailureKind.CallerFault, name);
                continue;
            }

            var frames = answer.StartsWith("data:", StringComparison.Ordinal) ? Frames(answer) : [Body(answer)];
            var meanings = frames.Select(frame => Chat.Read(frame)).ToList();
            meanings.ShouldNotContain(meaning => meaning.Failure != null, name);
            meanings.Count(meaning => meaning.Usage is not null).ShouldBeLessThanOrEqualTo(1, name);
            meanings.ShouldContain(meaning => meaning.Has(FrameTraits.Finish), name);
            if (frames.Count > 1)
            {
                meanings[^1].Traits.ShouldBe(FrameTraits.Terminal, name);
            }
        }
    }
}
