using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesFramesTests
{
    [Theory]
    [InlineData("""{"type":"response.created","response":{"id":"r"}}""", FrameTraits.Preamble)]
    [InlineData("""{"type":"response.output_item.added","item":{"type":"message"}}""", FrameTraits.Preamble)]
    [InlineData("""{"type":"response.output_text.delta","delta":"abc"}""", FrameTraits.Content)]
    [InlineData("""{"delta":"\"type\":\"error\"", "type" : "response.refusal.delta"}""", FrameTraits.Content)]
    [InlineData("""{"type":"response.output_text.delta","delta":""}""", FrameTraits.Other)]
    [InlineData("""{"type":"response.function_call_arguments.done","arguments":"{}"}""", FrameTraits.Content)]
    [InlineData("""{"type":"response.web_search_call.searching"}""", FrameTraits.Other)]
    [InlineData("""{"type":"response.completed","response":{"status":"completed","usage":{"input_tokens":1}}}""", FrameTraits.Finish | FrameTraits.Terminal | FrameTraits.Usage)]
    [InlineData("""{"type":"response.incomplete","response":{"status":"incomplete"}}""", FrameTraits.Finish | FrameTraits.Terminal)]
    [InlineData("""{"type":"response.failed","response":{"status":"failed","error":{"code":"server_error"}}}""", FrameTraits.Error | FrameTraits.Terminal)]
    [InlineData("""{"type":"error","code":"server_error","message":"x"}""", FrameTraits.Error)]
    [InlineData("[DONE]", FrameTraits.Other)]
    [InlineData("<html>", FrameTraits.Error)]
    [InlineData("""{"type":"response.output_text.delta","delta":"ab""", FrameTraits.Error)]
    public void Each_event_is_told_for_what_it_carries(string data, FrameTraits traits) =>
        ResponsesKit.Dialect.Read(ResponsesKit.Event(data)).Traits.ShouldBe(traits);

    [Fact]
    public void A_delta_counts_its_bytes_and_allocates_nothing()
    {
        var frame = ResponsesKit.Event("""{"type":"response.output_text.delta","sequence_number":4,"item_id":"m","delta":"say \"hé\"","logprobs":[]}""");
        ResponsesKit.Dialect.Read(frame).TextBytes.ShouldBe(11);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            ResponsesKit.Dialect.Read(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Usage_is_read_from_every_final_event_and_from_a_body()
    {
        const string usage = """{"input_tokens":20,"input_tokens_details":{"cached_tokens":5,"cache_write_tokens":3},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":4},"total_tokens":29}""";
        foreach (var status in (string[])["completed", "incomplete", "failed"])
        {
            var told = ResponsesKit.Dialect.Read(ResponsesKit.Event($$$"""{"type":"response.{{{status}}}","response":{"status":"{{{status}}}","usage":{{{usage}}}}}"""));
            var tokens = told.Usage!.ToTokens(totalGapIsReasoning: false)!;
            (tokens.Uncached, tokens.CacheRead, tokens.CacheWrite5m, tokens.Output, tokens.Reasoning, tokens.IsFlagged).ShouldBe((12, 5, 3, 5, 4, false));
        }

        var body = ResponsesKit.Dialect.Read(ResponsesKit.Body($$"""{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"four"}]}],"usage":{{usage}}}"""));
        body.Traits.ShouldBe(FrameTraits.Content | FrameTraits.Finish | FrameTraits.Terminal | FrameTraits.Usage);
        body.TextBytes.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("{}")]
    [InlineData("""{"error":{"message":"no","code":"server_error"}}""")]
    [InlineData("""{"status":"failed","output":[],"error":{"code":"server_error","message":"no"}}""")]
    public void A_body_that_is_no_answer_is_a_failure_whatever_its_status(string body)
    {
        var meaning = ResponsesKit.Dialect.Read(ResponsesKit.Body(body));
        meaning.Has(FrameTraits.Error).ShouldBeTrue();
        meaning.Failure.ShouldNotBeNull();
        meaning.IsContent.ShouldBeFalse();
    }

    [Fact]
    public void A_broken_frame_tells_why_and_a_comment_nothing()
    {
        var failure = new Failure(FailureKind.TimedOut, "provider_timeout", "late");
        ResponsesKit.Dialect.Read(Frame.Broken(failure)).Failure.ShouldBe(failure);
        ResponsesKit.Dialect.Read(new Frame(default, default, FrameKind.Comment)).Traits.ShouldBe(FrameTraits.Other);
    }
}
