using System.Text;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicAnswerReaderTests
{
    private const string Start = """{"type":"message_start","message":{"id":"msg_1","type":"message","model":"claude-x","usage":{"input_tokens":3,"output_tokens":1}}}""";
    private const string Stop = """{"type":"message_stop"}""";

    [Fact]
    public void Thoughts_text_and_a_call_come_in_order_with_signature_and_reason()
    {
        var events = Read(
            Start,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"si"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"g=="}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type": "ping"}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"a\u00e9"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"t","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}""",
            """{"type":"content_block_stop","index":2}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}""",
            Stop);

        events.Select(Told).ShouldBe(
        [
            "start msg_1 claude-x", "usage 3/1", "thought hm", "thought ends here:sig==", "text aé", "text ends",
            "call 0 toolu_1 t", "args {\"a\":", "args 1}", "call ends 0", "finish ToolCalls tool_use", "usage /9", "end",
        ]);
    }

    [Theory]
    [InlineData("end_turn", HubFinishReason.Stop)]
    [InlineData("stop_sequence", HubFinishReason.Stop)]
    [InlineData("max_tokens", HubFinishReason.Length)]
    [InlineData("model_context_window_exceeded", HubFinishReason.Length)]
    [InlineData("pause_turn", HubFinishReason.Pause)]
    [InlineData("refusal", HubFinishReason.Blocked)]
    [InlineData("something_new", HubFinishReason.Stop)]
    public void A_stop_reason_is_read_and_kept_in_the_providers_word(string word, HubFinishReason reason)
    {
        var finish = Read(Start, $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{word}}}","stop_sequence":"E"}}""", Stop).OfType<HubFinish>().Single();

        (finish.Reason, finish.ProviderReason, finish.StopSequence!.Value.ToString()).ShouldBe((reason, word, "E"));
    }

    [Fact]
    public void A_stream_without_its_end_mark_never_ends() =>
        Read(Start, """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""").ShouldNotContain(happened => happened is HubEnd);

    [Fact]
    public void Starts_deltas_and_ends_told_twice_are_told_once()
    {
        const string Delta = """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}""";

        Read(Start, Start, Delta, Delta, Stop, Stop).Select(Told)
            .ShouldBe(["start msg_1 claude-x", "usage 3/1", "usage 3/1", "finish Stop end_turn", "usage /2", "usage /2", "end"]);
    }

    [Fact]
    public void An_error_event_ends_the_answer_with_its_failure()
    {
        var events = Read(Start, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", Stop);

        events[^1].ShouldBeOfType<HubError>().Failure.Kind.ShouldBe(FailureKind.Overloaded);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{\"type\":\"content_block_start\",\"index\":")]
    public void A_broken_event_is_garbled(string data) => Read(Start, data)[^1].ShouldBeOfType<HubError>().Failure.Kind.ShouldBe(FailureKind.Garbled);

    [Fact]
    public void A_forced_answer_tool_is_turned_back_into_text()
    {
        var facts = new AnswerFacts { FormatTool = "json_answer" };
        var events = AnthropicKit.Events(
            [
                AnthropicKit.Event("""{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"x","name":"json_answer","input":{}}}"""),
                AnthropicKit.Event("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"""),
                AnthropicKit.Event("""{"type":"content_block_stop","index":0}"""),
                AnthropicKit.Event("""{"type":"message_delta","delta":{"stop_reason":"tool_use"}}"""),
            ],
            facts);

        events.Select(Told).ShouldBe(["text {\"a\":1}", "text ends", "finish Stop tool_use"]);
        AnthropicKit.Events([Whole("""[{"type":"tool_use","id":"x","name":"json_answer","input":{"a": 1}}]""")], facts).OfType<HubTextDelta>()
            .Single().Text.ToString().ShouldBe("{\"a\":1}");
    }

    [Fact]
    public void Blocks_of_the_providers_own_tools_are_named_and_citations_told()
    {
        var events = AnthropicKit.Events([Whole("""
            [{"type":"server_tool_use","id":"s","name":"web_search","input":{"query":"q"}},{"type":"web_search_tool_result","tool_use_id":"s","content":[]},
            {"type":"text","text":"so","citations":[{"type":"web_search_result_location","url":"https://x","title":"X"}]},{"type":"redacted_thinking","data":"blob"}]
            """)]);

        events.Select(Told).ShouldBe(
        [
            "start msg_1 m", "usage 1/2", "unknown /content/0", "unknown /content/1", "text so", "citation https://x X", "text ends",
            "redacted ends here:blob", "finish Stop end_turn", "end",
        ]);
    }

    [Fact]
    public void A_whole_call_has_its_arguments_compact()
    {
        AnthropicKit.Events([Whole("""[{"type":"tool_use","id":"a","name":"t","input":{ "x" : 1.0, "s":"a b" }},{"type":"tool_use","id":"b","name":"u","input":{}}]""")])
            .OfType<HubCallDelta>().Select(delta => delta.Arguments.ToString()).ShouldBe(["""{"x":1.0,"s":"a b"}"""]);
    }

    [Fact]
    public void Text_without_an_opened_block_is_still_text() =>
        Read("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}""").Select(Told).ShouldBe(["text x"]);

    private static List<HubEvent> Read(params string[] data) => AnthropicKit.Events(data.Select(AnthropicKit.Event), new AnswerFacts { Issuer = "here" });

    private static Frame Whole(string content) => Frame.Body(Encoding.UTF8.GetBytes(
        $$"""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":{{content}},"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2} }"""));

    private static string Told(HubEvent happened) => happened switch
    {
        HubStart start => $"start {start.Id} {start.Model}",
        HubTextDelta text => $"text {text.Text}",
        HubTextEnd => "text ends",
        HubThoughtDelta thought => $"thought {thought.Text}",
        HubThoughtEnd { IsRedacted: true } end => $"redacted ends here:{end.Signature!.Value}",
        HubThoughtEnd end => $"thought ends {end.Signature?.Issuer}:{end.Signature?.Value}",
        HubCallStart call => $"call {call.Index} {call.Id} {call.Name}",
        HubCallDelta call => $"args {call.Arguments}",
        HubCallEnd call => $"call ends {call.Index}",
        HubCitation citation => $"citation {citation.Url} {citation.Title}",
        HubUnknown unknown => $"unknown {unknown.At}",
        HubFinish finish => $"finish {finish.Reason} {finish.ProviderReason}",
        HubUsage usage => $"usage {usage.Usage.Input}/{usage.Usage.Output}",
        HubEnd => "end",
        _ => happened.ToString(),
    };
}
