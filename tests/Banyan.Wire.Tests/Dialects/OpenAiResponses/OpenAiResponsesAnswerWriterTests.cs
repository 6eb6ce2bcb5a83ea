using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesAnswerWriterTests
{
    private static readonly HubStart Start = new("up", "up-model", 7);
    private static readonly HubEnd End = new();

    private static HubTextDelta Say(string text) => new(0, ResponsesKit.Text(text));

    private static HubCallStart Open(int index, string name) => new(0, index, $"call_{index}", ResponsesKit.Text(name));

    private static HubCallDelta Arguments(int index, string text) => new(0, index, ResponsesKit.Text(text));

    private static HubFinish Finish(HubFinishReason reason) => new(0, reason);

    private static List<string> Types(JsonElement answer) => [.. answer.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString()!)];

    [Fact]
    public void A_read_answer_written_again_is_the_golden_one_streamed_or_whole()
    {
        var events = ResponsesKit.Read(ResponsesKit.Body(ResponsesKit.Golden("d-answer.in.json")));
        var frames = ResponsesKit.Write(streams: true, events, seal: new FakeSeal(), ask: ResponsesKit.Golden("a-options.in.json"));
        ResponsesGrammar.Check(frames);
        string.Concat(frames.Select(frame => System.Text.Encoding.UTF8.GetString(frame.Raw.Span))).ShouldBe(ResponsesKit.Golden("d-answer.out.sse"));
        var whole = ResponsesKit.Write(streams: false, events, seal: new FakeSeal(), ask: ResponsesKit.Golden("a-options.in.json"));
        JsonElement.DeepEquals(ResponsesKit.Json(whole.ShouldHaveSingleItem()), ResponsesKit.Json(frames[^1]).GetProperty("response")).ShouldBeTrue();
    }

    // D7
    [Fact]
    public void Empty_texts_open_no_message_beside_a_call()
    {
        var answer = ResponsesKit.Answer(Start, Say(""), Open(0, "Bash"), Say(""), Arguments(0, "{\"command\":"), Say(""), Arguments(0, "\"pwd\"}"), Finish(HubFinishReason.ToolCalls), End);
        Types(answer).ShouldBe(["function_call"]);
        answer.GetProperty("status").GetString().ShouldBe("completed");
    }

    // D4
    [Fact]
    public void A_call_cut_by_the_limit_is_incomplete_and_so_is_the_answer()
    {
        var answer = ResponsesKit.Answer(Start, Open(0, "get"), Arguments(0, "{\"location\": \"Par"), Finish(HubFinishReason.Length), End);
        answer.GetProperty("status").GetString().ShouldBe("incomplete");
        answer.GetProperty("incomplete_details").GetProperty("reason").GetString().ShouldBe("max_output_tokens");
        answer.GetProperty("output")[0].GetProperty("status").GetString().ShouldBe("incomplete");
        answer.GetProperty("output")[0].GetProperty("arguments").GetString().ShouldBe("{\"location\": \"Par");
    }

    [Fact]
    public void A_malformed_call_makes_the_answer_incomplete_whatever_the_upstream_said() =>
        ResponsesKit.Answer(Start, Open(0, "get"), Arguments(0, "[1]"), Finish(HubFinishReason.ToolCalls), End).GetProperty("status").GetString().ShouldBe("incomplete");

    // D5
    [Fact]
    public void Reasoning_stays_reasoning_and_carries_its_sealed_signature()
    {
        HubEvent[] row = [Start, new HubThoughtDelta(0, ResponsesKit.Text("secret plan")), new HubThoughtEnd(0, new HubSignature("iss", "SIG"), false), Say("hello"), Finish(HubFinishReason.Stop), End];
        var item = ResponsesKit.Answer(row).GetProperty("output");
        item[0].GetProperty("summary")[0].GetProperty("text").GetString().ShouldBe("secret plan");
        item[0].TryGetProperty("encrypted_content", out _).ShouldBeFalse("without a seal no signature leaves");
        item[1].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("hello");

        var frames = ResponsesKit.Write(streams: true, row, seal: new FakeSeal());
        ResponsesGrammar.Check(frames);
        ResponsesKit.Json(frames[^1]).GetProperty("response").GetProperty("output")[0].GetProperty("encrypted_content").GetString().ShouldBe("sealed|iss|SIG");
    }

    [Fact]
    public void Interleaved_calls_and_text_are_told_one_after_the_other_and_lose_nothing()
    {
        var answer = ResponsesKit.Answer(
            Start, Open(0, "a"), Open(1, "b"), Arguments(1, "{\"y\""), Arguments(0, "{\"x\""), Say("between"), Arguments(1, ":2}"), Arguments(0, ":1}"),
            Open(2, "c"), new HubCallEnd(0, 0), new HubCallEnd(0, 1), Say(" after"), Finish(HubFinishReason.ToolCalls), End);
        Types(answer).ShouldBe(["function_call", "function_call", "message", "function_call", "message"]);
        var output = answer.GetProperty("output");
        output[0].GetProperty("arguments").GetString().ShouldBe("{\"x\":1}");
        output[1].GetProperty("arguments").GetString().ShouldBe("{\"y\":2}");
        output[3].GetProperty("arguments").GetString().ShouldBe("{}");
        output[4].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe(" after");
    }

    [Theory]
    [InlineData(HubFinishReason.Stop, "completed", null)]
    [InlineData(HubFinishReason.Load, "completed", null)]
    [InlineData(HubFinishReason.Length, "incomplete", "max_output_tokens")]
    [InlineData(HubFinishReason.Pause, "incomplete", "max_output_tokens")]
    [InlineData(HubFinishReason.Blocked, "incomplete", "content_filter")]
    public void A_finish_becomes_a_status_and_a_reason(HubFinishReason reason, string status, string? why)
    {
        var answer = ResponsesKit.Answer(Start, Say("x"), Finish(reason), End);
        answer.GetProperty("status").GetString().ShouldBe(status);
        answer.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        var details = answer.GetProperty("incomplete_details");
        (details.ValueKind == JsonValueKind.Null ? null : details.GetProperty("reason").GetString()).ShouldBe(why);
    }

    [Fact]
    public void Refusals_blocks_and_sources_have_parts_of_their_own()
    {
        var answer = ResponsesKit.Answer(
            Start, Say("one"), new HubCitation(0, "http://x", "X", default), new HubTextEnd(0), Say("two"), new HubRefusalDelta(0, ResponsesKit.Text("no")), Finish(HubFinishReason.Stop), End);
        var content = answer.GetProperty("output")[0].GetProperty("content");
        content.EnumerateArray().Select(part => part.GetProperty("type").GetString()).ShouldBe(["output_text", "output_text", "refusal"]);
        content[0].GetProperty("annotations")[0].GetProperty("url").GetString().ShouldBe("http://x");
        content[0].GetProperty("annotations")[0].GetProperty("end_index").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Usage_is_recomputed_into_this_dialects_sums()
    {
        var told = new ReportedUsage { Input = 10, CacheRead = 4, CacheWrite = 2, InputExcludesCache = true, Output = 6, Reasoning = 1 };
        var usage = ResponsesKit.Answer(Start, Say("x"), new HubUsage(told), Finish(HubFinishReason.Stop), End).GetProperty("usage");
        usage.GetRawText().ShouldBe(
            """{"input_tokens":16,"input_tokens_details":{"cached_tokens":4,"cache_write_tokens":2},"output_tokens":6,"output_tokens_details":{"reasoning_tokens":1},"total_tokens":22}""");
    }

    [Fact]
    public void The_same_answer_has_the_same_bytes_and_another_exchange_other_ids()
    {
        HubEvent[] row = [Start, Say("x"), Open(0, "f"), Finish(HubFinishReason.ToolCalls), End];
        var first = ResponsesKit.Write(streams: true, row).Select(frame => Convert.ToHexString(frame.Raw.Span));
        ResponsesKit.Write(streams: true, row).Select(frame => Convert.ToHexString(frame.Raw.Span)).ShouldBe(first);
        ResponsesKit.Answer(row).GetProperty("output").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public void A_signature_on_a_call_is_remembered_and_losses_are_named()
    {
        var seal = new FakeSeal();
        var report = new MappingReport();
        ResponsesKit.Write(streams: false, [Start, Open(0, "f") with { Signature = new HubSignature("g", "S") }, new HubUnknown("/audio"), new HubLogprobs(0, JsonRaw.From("{}")), Finish(HubFinishReason.Pause), End], report, seal);
        seal.Calls["call_0"].ShouldBe(new HubSignature("g", "S"));
        report.Dropped.ShouldContain("/audio");
        report.Dropped.ShouldContain("/stop_reason");
    }

    [Fact]
    public void An_error_breaks_the_stream_so_that_its_closer_ends_it()
    {
        var failure = new Failure(FailureKind.Overloaded, "provider_unavailable", "x");
        var frames = ResponsesKit.Write(streams: true, [Start, Say("x"), new HubError(failure)]);
        frames[^1].Kind.ShouldBe(FrameKind.Broken);
        frames[^1].Broke.ShouldBe(failure);
    }
}
