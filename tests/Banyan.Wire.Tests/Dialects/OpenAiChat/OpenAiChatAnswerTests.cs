using Banyan.Wire.Hub;
using static Banyan.Wire.Tests.Dialects.OpenAiChat.ChatKit;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

public sealed class OpenAiChatAnswerTests
{
    private const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private static string Content(string text) => $$$"""{"id":"a1","created":5,"model":"m1","choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";

    private static string Call(string call) => $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{{{call}}}]}}]}""";

    [Fact]
    public void Think_tags_are_split_off_at_every_boundary()
    {
        const string Text = "a<think>b < c</think>d <thin";
        for (var size = 1; size <= Text.Length; size++)
        {
            var pieces = Text.Chunk(size).Select(piece => Content(new string(piece))).Append(Stop).ToArray();
            var fold = Fold(Read(Facts(true, false, ("thinkTags", "true")), pieces));
            Visible(fold).ShouldBe("ad <thin");
            Visible(fold, HubBlockKind.Thought).ShouldBe("b < c");
        }

        Visible(Fold(Read(Facts(true, false, ("thinkTags", "true")), Content("""\u003cthink\u003eb\u003c\/think\u003e\"d"""), Stop))).ShouldBe("\"d");
    }

    [Fact]
    public void Interleaved_calls_are_put_together_and_open_with_their_name()
    {
        var events = Read(
            Facts(true),
            Call("""{"index":0,"id":"c0"}"""),
            Call("""{"index":0,"function":{"arguments":"{\"a\""}}"""),
            Call("""{"index":1,"id":"c1","function":{"name":"g","arguments":"{\"b\""}}"""),
            Call("""{"index":0,"function":{"name":"f","arguments":":1}"}},{"index":1,"function":{"arguments":":2}"}}"""),
            """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
            "[DONE]");
        var calls = Fold(events).Choices.Single().Blocks.Where(block => block.Kind == HubBlockKind.Call).ToList();
        calls.Select(call => (call.Call!.Id, call.Call.Name.ToString(), call.Text.ToString())).ShouldBe([("c1", "g", "{\"b\":2}"), ("c0", "f", "{\"a\":1}")]);
        events.OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.ToolCalls);
        events[^1].ShouldBeOfType<HubEnd>();
    }

    [Fact]
    public void Two_whole_calls_under_one_index_stay_two()
    {
        var events = Read(Facts(true), Call("""{"index":0,"id":"c0","function":{"name":"f","arguments":"{}"}}"""), Call("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}"""), Stop);
        events.OfType<HubCallStart>().Select(start => (start.Index, start.Id)).ShouldBe([(0, "c0"), (1, "c1")]);
    }

    [Fact]
    public void A_cut_call_is_never_complete_and_finishes_as_length()
    {
        var events = Read(Facts(true), Call("""{"index":0,"id":"c0","function":{"name":"f","arguments":"{\"a\":"}}"""), Stop, "[DONE]");
        events.OfType<HubCallEnd>().ShouldBeEmpty();
        events.OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Length);
        var report = new MappingReport();
        var body = Write(Facts(false), report, events).ShouldHaveSingleItem();
        body.ShouldContain("\"finish_reason\":\"length\"");
        body.ShouldNotContain("tool_calls");
        report.Dropped.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_missing_end_mark_is_forgiven_only_when_every_choice_finished()
    {
        Read(Facts(true), Content("a"), Stop)[^1].ShouldBeOfType<HubEnd>();
        Read(Facts(true), Content("a")).OfType<HubEnd>().ShouldBeEmpty();
        Read(Facts(true), Content("a"), "[DONE]")[^1].ShouldBeOfType<HubError>().Failure.Code.ShouldBe("upstream_cut");
        Read(Facts(true), Content("a"), Stop, Stop, "[DONE]", "[DONE]").OfType<HubFinish>().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("""{"error":{"message":"m","type":"server_error"}}""")]
    public void What_is_no_chunk_is_an_error_and_ends_the_answer(string data)
    {
        var events = Read(Facts(true), Content("a"), data, Stop, "[DONE]");
        events[^1].ShouldBeOfType<HubError>();
        events.OfType<HubEnd>().ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_opens_with_the_role_and_ends_with_usage_only_if_asked()
    {
        var events = Read(Facts(true), Content("a"), """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":12,"total_tokens":402}}""", "[DONE]");
        var plain = Write(Facts(true), new MappingReport(), events);
        plain.Count.ShouldBe(4);
        plain[0].ShouldBe("""{"id":"a1","object":"chat.completion.chunk","created":5,"model":"m1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}""");
        plain[2].ShouldContain("\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"");
        plain[3].ShouldBe("[DONE]");
        var told = Write(Facts(true, usage: true, ("totalGap", "reasoning")), new MappingReport(), events);
        told.Count.ShouldBe(5);
        told[3].ShouldContain("\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":395,\"total_tokens\":402");
    }

    [Fact]
    public void An_error_ends_a_stream_without_finish_or_end_mark()
    {
        var frames = Write(Facts(true), new MappingReport(), Read(Facts(true), Content("a"), "{"));
        frames[^1].ShouldBe("broken");
        frames.ShouldNotContain("[DONE]");
    }

    [Fact]
    [Trait("needs", "data")]
    public void Folding_a_stream_we_wrote_gives_the_body_we_write()
    {
        foreach (var (name, _, _, status, answer) in ChatRecordings.All().Where(item => item.Status == 200 && item.Url.Contains("chat/completions", StringComparison.Ordinal)))
        {
            var reader = Chat.CreateReader(Facts(true));
            List<HubEvent> events = [];
            (answer.StartsWith("data:", StringComparison.Ordinal) ? Frames(answer) : [Body(answer)]).ForEach(frame => reader.Read(frame, events));
            events[^1].ShouldBeOfType<HubEnd>($"{name} {status}");
            var body = Write(Facts(false), new MappingReport(), events).ShouldHaveSingleItem();
            var again = Read(Facts(true), [.. Write(Facts(true, usage: true), new MappingReport(), events)]);
            var tier = Fold(events).Usage?.ServiceTier;
            var refolded = again.Select(happened => happened is HubUsage usage ? usage with { Usage = usage.Usage with { ServiceTier = tier } } : happened);
            Write(Facts(false), new MappingReport(), refolded).ShouldHaveSingleItem().ShouldBe(body, name);
        }
    }

    [Fact]
    public void Reasoning_refusals_and_sources_cross_in_their_own_places()
    {
        var events = Read(
            Facts(true),
            """{"choices":[{"index":0,"delta":{"reasoning":"why"}}]}""",
            """{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","signature":"SIG"}]}}]}""",
            """{"choices":[{"index":0,"delta":{"refusal":"no","annotations":[{"type":"url_citation","url_citation":{"url":"http://u","title":"t"}}]}}]}""",
            """{"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}""");
        var seal = new FakeSeal();
        var body = Write(Facts(false) with { Seal = seal }, new MappingReport(), events).ShouldHaveSingleItem();
        body.ShouldContain("\"content\":null,\"refusal\":\"no\",\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"http://u\",\"title\":\"t\"}}]");
        body.ShouldContain("\"reasoning_content\":\"why\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"why\",\"signature\":\"up:SIG\"}]");
        body.ShouldContain("\"finish_reason\":\"content_filter\"");
    }

    [Fact]
    public void A_call_signature_comes_back_even_when_the_caller_keeps_only_standard_members()
    {
        var seal = new FakeSeal();
        var events = Read(Facts(true) with { Seal = seal }, Call("""{"index":0,"id":"c0","function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"SIG"}}}"""), Stop);
        Write(Facts(false) with { Seal = seal }, new MappingReport(), events).ShouldHaveSingleItem().ShouldContain("\"thought_signature\":\"up:SIG\"");
        const string Next = """{"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c0","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c0","content":"r"}]}""";
        var report = new MappingReport();
        string To(string issuer) => System.Text.Encoding.UTF8.GetString(Chat.WriteAsk(Ask(Next, report), new TargetFacts { Model = "m", Issuer = issuer, Seal = seal }, report));
        To("up").ShouldContain("\"thought_signature\":\"SIG\"");
        To("elsewhere").ShouldNotContain("SIG");
    }

    private sealed class FakeSeal : ISignatureSeal
    {
        private readonly Dictionary<string, HubSignature> _known = [];

        public string Seal(HubSignature signature) => $"{signature.Issuer}:{signature.Value}";

        public HubSignature? Open(string carrier) => carrier.Split(':') is [var issuer, var value] ? new HubSignature(issuer, value) : null;

        public void Remember(string callId, HubSignature signature) => _known[callId] = signature;

        public HubSignature? Recall(string callId) => _known.GetValueOrDefault(callId);
    }
}
