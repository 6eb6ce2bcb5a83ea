using System.Text.Json.Nodes;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicAnswerWriterTests
{
    private static readonly HubStart Start = new("chatcmpl-1", "gpt-x", 5);
    private static readonly HubEnd End = new();

    public static TheoryData<string> Cases => [.. Answers.Keys];

    private static Dictionary<string, HubEvent[]> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["text"] = [Start, Text("He"), Text(""), Text("llo"), Finish(HubFinishReason.Stop), Usage(7, 2), End],
        ["empty"] = [Start, Text(""), Finish(HubFinishReason.Stop), Usage(7, 0), End],
        ["two text blocks"] = [Start, Text("a"), new HubTextEnd(0), Text("b"), new HubTextEnd(0), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["call"] = [Start, Call(0, "t"), Args(0, "{\\\"a\\\":"), Args(0, "1}"), new HubCallEnd(0, 0), Finish(HubFinishReason.ToolCalls), Usage(1, 2), End],
        ["call without arguments"] = [Start, Call(0, "t"), new HubCallEnd(0, 0), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["text, then calls interleaved"] =
        [
            Start, Text("so"), Call(0, "t"), Call(1, "u"), Args(0, "{\\\"a\\\":"), Args(1, "{\\\"b\\\":"), Args(0, "1}"), Args(1, "2}"),
            new HubCallEnd(0, 0), new HubCallEnd(0, 1), Finish(HubFinishReason.ToolCalls), Usage(1, 2), End,
        ],
        ["calls closed by the finish alone"] = [Start, Call(0, "t"), Args(0, "{}"), Call(1, "u"), Args(1, "{}"), Finish(HubFinishReason.ToolCalls), Usage(1, 2), End],
        ["text inside a call"] = [Start, Call(0, "t"), Args(0, "{"), Text("by the way"), Args(0, "}"), new HubCallEnd(0, 0), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["thought with signature"] = [Start, Thought("hm"), new HubThoughtEnd(0, new HubSignature("g", "sig"), IsRedacted: false), Text("x"), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["thought without end"] = [Start, Thought("hm"), Text("x"), Finish(HubFinishReason.Length), Usage(1, 2), End],
        ["redacted thought"] = [Start, new HubThoughtEnd(0, new HubSignature("g", "blob"), IsRedacted: true), Text("x"), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["call with a signature"] = [Start, new HubCallStart(0, 0, null, JsonText.From("t"), new HubSignature("g", "sig")), Args(0, "{}"), new HubCallEnd(0, 0), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["citation"] = [Start, Text("x"), new HubCitation(0, "https://x", "X", JsonRaw.EmptyObject), Finish(HubFinishReason.Stop), Usage(1, 2), End],
        ["usage before content, no finish"] = [Start, Usage(7, 0), Text("x"), Usage(7, 3), End],
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_stream_is_legal_and_adds_up_to_the_whole_answer(string name)
    {
        var folded = AnthropicGrammar.Fold(AnthropicKit.Frames(Answers[name], Facts(streams: true)));

        AnthropicKit.Canonical(folded.ToJsonString()).ShouldBe(AnthropicKit.Canonical(Whole(Answers[name]).ToJsonString()));
    }

    [Fact]
    public void Interleaved_calls_are_sent_one_after_the_other()
    {
        var events = Answers["text, then calls interleaved"];

        AnthropicKit.Frames(events, Facts(streams: true)).Select(frame => Short(frame.Json())).ShouldBe(
        [
            "message_start", "content_block_start 0", "content_block_delta 0 so", "content_block_stop 0",
            "content_block_start 1", "content_block_delta 1 {\"a\":", "content_block_delta 1 1}", "content_block_stop 1",
            "content_block_start 2", "content_block_delta 2 {\"b\":", "content_block_delta 2 2}", "content_block_stop 2",
            "message_delta", "message_stop",
        ]);
    }

    [Theory]
    [InlineData(HubFinishReason.Stop, "end_turn")]
    [InlineData(HubFinishReason.ToolCalls, "end_turn")]
    [InlineData(HubFinishReason.Length, "max_tokens")]
    [InlineData(HubFinishReason.Blocked, "refusal")]
    [InlineData(HubFinishReason.Pause, "pause_turn")]
    public void The_reason_is_said_in_this_wires_words(HubFinishReason reason, string word) =>
        Whole([Start, Text("x"), Finish(reason), End])["stop_reason"]!.GetValue<string>().ShouldBe(word);

    [Fact]
    public void A_call_seen_anywhere_makes_it_a_tool_turn() =>
        Whole([Start, Call(0, "t"), new HubCallEnd(0, 0), Text("x"), Finish(HubFinishReason.Stop), End])["stop_reason"]!.GetValue<string>().ShouldBe("tool_use");

    [Fact]
    public void A_refusal_is_text_with_its_own_reason()
    {
        var whole = Whole([Start, new HubRefusalDelta(0, JsonText.From("No.")), Finish(HubFinishReason.Stop), End]);

        (whole["content"]![0]!["text"]!.GetValue<string>(), whole["stop_reason"]!.GetValue<string>()).ShouldBe(("No.", "refusal"));
    }

    [Fact]
    public void The_stop_text_that_was_hit_is_told()
    {
        var whole = Whole([Start, Text("x"), new HubFinish(0, HubFinishReason.Stop, JsonText.From("END")), End]);

        (whole["stop_reason"]!.GetValue<string>(), whole["stop_sequence"]!.GetValue<string>()).ShouldBe(("stop_sequence", "END"));
    }

    [Fact]
    public void A_call_cut_off_is_left_out_named_and_told_as_a_limit()
    {
        var report = new MappingReport();
        HubEvent[] events = [Start, Text("x"), Call(0, "t"), Args(0, "{\\\"a"), Finish(HubFinishReason.ToolCalls), End];

        var whole = AnthropicKit.Frames(events, Facts(streams: false), report).Single().Json();

        (whole["content"]!.AsArray().Count, whole["stop_reason"]!.GetValue<string>()).ShouldBe((1, "max_tokens"));
        report.Dropped.ShouldBe(["/content/1"]);
        AnthropicKit.Frames(events, Facts(streams: true))[^2].Json()["delta"]!["stop_reason"]!.GetValue<string>().ShouldBe("max_tokens");
    }

    [Fact]
    public void Counts_are_told_without_what_the_cache_took()
    {
        var usage = new HubUsage(new ReportedUsage { Input = 100, CacheRead = 60, CacheWrite1h = 10, Output = 20, Reasoning = 5 });

        Whole([Start, Text("x"), Finish(HubFinishReason.Stop), usage, End])["usage"]!.ToJsonString().ShouldBe(
            """{"input_tokens":30,"cache_creation_input_tokens":10,"cache_read_input_tokens":60,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":10},"output_tokens":20}""");
    }

    [Fact]
    public void Counts_never_told_are_estimated_from_the_text() =>
        Whole([Start, Text("12345678"), Finish(HubFinishReason.Stop), End])["usage"]!["output_tokens"]!.GetValue<int>().ShouldBe(2);

    [Fact]
    public void The_start_knows_the_input_when_it_was_told_first() =>
        AnthropicKit.Frames(Answers["usage before content, no finish"], Facts(streams: true))[0].Json()["message"]!["usage"]!["input_tokens"]!.GetValue<int>().ShouldBe(7);

    [Fact]
    public void Signatures_go_out_sealed_and_those_of_calls_are_remembered()
    {
        var seal = new OpenSeal();
        var facts = Facts(streams: false) with { Seal = seal };

        var whole = AnthropicKit.Frames(Answers["call with a signature"], facts).Single().Json();

        whole["content"]![0]!.ToJsonString().ShouldBe("""{"type":"thinking","thinking":"","signature":"BYN1:g:sig"}""");
        seal.Recall(whole["content"]![1]!["id"]!.GetValue<string>()).ShouldBe(new HubSignature("g", "sig"));
    }

    [Fact]
    public void Without_a_seal_no_signature_leaves() =>
        AnthropicKit.Frames(Answers["thought with signature"], Facts(streams: false) with { Seal = null }).Single().Text().ShouldNotContain("sig\"");

    [Fact]
    public void What_has_no_form_is_named()
    {
        var report = new MappingReport();

        AnthropicKit.Frames([Start, new HubUnknown("/audio"), new HubLogprobs(0, JsonRaw.EmptyObject), new HubTextDelta(1, JsonText.From("b")), End], Facts(streams: false), report);

        report.Dropped.ShouldBe(["/audio", "/logprobs", "/choices/1"]);
    }

    [Fact]
    public void An_error_breaks_the_answer_and_nothing_follows()
    {
        var failure = new Failure(FailureKind.Overloaded, "provider_unavailable", "x");

        var frames = AnthropicKit.Frames([Start, Text("x"), new HubError(failure), Finish(HubFinishReason.Stop), End], Facts(streams: true));

        (frames[^1].Kind, frames[^1].Broke).ShouldBe((FrameKind.Broken, failure));
        frames.Count(frame => frame.Kind == FrameKind.Event).ShouldBe(3);
    }

    private static AnswerFacts Facts(bool streams) => new() { Streams = streams, ExchangeId = "x1", Seal = new OpenSeal() };

    private static JsonNode Whole(HubEvent[] events) => AnthropicKit.Frames(events, Facts(streams: false)).Single().Json();

    private static HubTextDelta Text(string text) => new(0, JsonText.From(text));

    private static HubThoughtDelta Thought(string text) => new(0, JsonText.From(text));

    private static HubCallStart Call(int index, string name) => new(0, index, $"call_{index}", JsonText.From(name));

    private static HubCallDelta Args(int index, string escaped) => new(0, index, new JsonText(System.Text.Encoding.UTF8.GetBytes(escaped)));

    private static HubFinish Finish(HubFinishReason reason) => new(0, reason);

    private static HubUsage Usage(long input, long output) => new(new ReportedUsage { Input = input, Output = output });

    private static string Short(JsonNode data)
    {
        var delta = data["index"] is null ? null : data["delta"];
        return $"{data["type"]} {data["index"]} {delta?["text"] ?? delta?["partial_json"]}".TrimEnd();
    }
}
