using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesAnswerReaderTests
{
    private const string Completed = """{"type":"response.completed","response":{"id":"r","model":"m","status":"completed","output":[]}}""";
    private const string Call = """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","id":"fc","call_id":"c1","name":"look","arguments":""}}""";

    private static string Arguments(IEnumerable<HubEvent> events) => string.Concat(events.OfType<HubCallDelta>().Select(delta => delta.Arguments.ToString()));

    // Row 17: call arguments split, whole, only on done, only on the item, only in the last object.
    [Theory]
    [InlineData("""{"type":"response.function_call_arguments.delta","output_index":0,"delta":"{\"a\""}""", """{"type":"response.function_call_arguments.delta","output_index":0,"delta":":1}"}""")]
    [InlineData("""{"type":"response.function_call_arguments.delta","output_index":0,"delta":"{\"a\":1}"}""", """{"type":"response.function_call_arguments.done","output_index":0,"arguments":"{\"a\":1}"}""")]
    [InlineData("""{"type":"response.function_call_arguments.done","output_index":0,"arguments":"{\"a\":1}"}""", """{"type":"ping"}""")]
    [InlineData("""{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c1","name":"look","arguments":"{\"a\":1}"}}""", """{"type":"ping"}""")]
    public void A_call_is_read_however_its_arguments_come(string second, string third)
    {
        var events = ResponsesKit.Read(ResponsesKit.Event(Call), ResponsesKit.Event(second), ResponsesKit.Event(third), ResponsesKit.Event(Completed));
        events.OfType<HubCallStart>().ShouldHaveSingleItem().Id.ShouldBe("c1");
        Arguments(events).ShouldBe("{\"a\":1}");
        events.OfType<HubCallEnd>().Count().ShouldBe(1);
        events.OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.ToolCalls);
        events[^1].ShouldBeOfType<HubEnd>();
    }

    [Fact]
    public void A_stream_that_tells_all_in_its_last_object_is_read_like_a_whole_body()
    {
        var whole = ResponsesKit.Golden("d-answer.in.json");
        var body = ResponsesKit.Read(ResponsesKit.Body(whole));
        var stream = ResponsesKit.Read(ResponsesKit.Event($$"""{"type":"response.completed","response":{{whole}}}"""));
        stream.Select(happened => happened.GetType()).ShouldBe(body.Select(happened => happened.GetType()));
        string.Concat(body.OfType<HubTextDelta>().Select(delta => delta.Text.ToString())).ShouldBe("It is 15 \u00b0C.");
        string.Concat(body.OfType<HubThoughtDelta>().Select(delta => delta.Text.ToString())).ShouldBe("First.\n\nSecond.");
        body.OfType<HubThoughtEnd>().Single().Signature.ShouldBe(new HubSignature("openai/responses/gpt", "ENC=="));
        body.OfType<HubCitation>().Single().Url.ShouldBe("https://example.com/w");
        Arguments(body).ShouldBe("{\"city\":\"Oslo\"}");
    }

    [Fact]
    public void Deltas_win_over_the_text_that_repeats_them()
    {
        var events = ResponsesKit.Read(
            ResponsesKit.Event("""{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hel"}"""),
            ResponsesKit.Event("""{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"lo"}"""),
            ResponsesKit.Event("""{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"Hello"}"""),
            ResponsesKit.Event("""{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"Hello"}]}}"""),
            ResponsesKit.Event(Completed),
            ResponsesKit.Event(Completed),
            ResponsesKit.Event("[DONE]"));
        string.Concat(events.OfType<HubTextDelta>().Select(delta => delta.Text.ToString())).ShouldBe("Hello");
        events.OfType<HubEnd>().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("max_output_tokens", HubFinishReason.Length)]
    [InlineData("content_filter", HubFinishReason.Blocked)]
    public void An_incomplete_answer_says_why(string reason, HubFinishReason expected) =>
        ResponsesKit.Read(ResponsesKit.Event($$$"""{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"{{{reason}}}"},"output":[]}}"""))
            .OfType<HubFinish>().Single().Reason.ShouldBe(expected);

    [Fact]
    public void A_refusal_is_a_blocked_answer()
    {
        var events = ResponsesKit.Read(ResponsesKit.Body("""{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"no"}]}]}"""));
        events.OfType<HubRefusalDelta>().Single().Text.ToString().ShouldBe("no");
        events.OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Blocked);
    }

    // Row 22: a cut, an error event, a failed response, a bad line, an empty or HTML body.
    [Theory]
    [InlineData("""{"type":"error","code":"server_error","message":"x"}""", FailureKind.Overloaded)]
    [InlineData("""{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"x"}}}""", FailureKind.RateLimited)]
    [InlineData("""{"type":"response.output_text.del""", FailureKind.Garbled)]
    [InlineData("<html></html>", FailureKind.Garbled)]
    public void A_stream_that_goes_wrong_ends_with_its_error_and_never_looks_finished(string bad, FailureKind kind)
    {
        var events = ResponsesKit.Read(ResponsesKit.Event(Call), ResponsesKit.Event(bad), ResponsesKit.Event(Completed));
        events.OfType<HubError>().Single().Failure.Kind.ShouldBe(kind);
        events.ShouldNotContain(happened => happened is HubEnd || happened is HubFinish);
    }

    [Fact]
    public void A_cut_stream_has_no_end() =>
        ResponsesKit.Read(ResponsesKit.Event(Call), ResponsesKit.Event("[DONE]")).ShouldNotContain(happened => happened is HubEnd || happened is HubFinish);

    [Fact]
    public void What_has_no_form_elsewhere_is_named()
    {
        var events = ResponsesKit.Read(ResponsesKit.Body("""{"status":"completed","output":[{"type":"web_search_call","id":"w"}]}"""));
        events.OfType<HubUnknown>().Single().At.ShouldBe("/output/web_search_call");
    }
}
