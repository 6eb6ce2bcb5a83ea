using Banyan.Wire.Hub;
using static Banyan.Wire.Tests.Dialects.OpenAiChat.ChatKit;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

public sealed class OpenAiChatAskTests
{
    private const string Full = """
        {"model":"m","messages":[{"role":"developer","content":"dev"},{"role":"user","content":[{"type":"text","text":"caf\u00e9"},{"type":"image_url","image_url":{"url":"data:image/jpg;base64,QUJD","detail":"low"}}],"name":"ann"},
        {"role":"assistant","content":"ok","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{ \"a\" : 1.0 }"}}]},{"role":"tool","tool_call_id":"c1","content":"42"}],
        "max_tokens":10,"temperature":1.0,"top_p":1e-1,"n":2,"stop":"END","stream":true,"tools":[{"type":"function","function":{"name":"f","parameters":{"z":1, "a":2},"strict":true}}],
        "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false,"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
        "reasoning_effort":"high","seed":12345678901234567890,"user":"u","metadata":{"k":"v"}}
        """;

    [Fact]
    public void Reading_and_writing_again_keeps_the_meaning_order_and_lexemes()
    {
        var report = new MappingReport();
        var ask = Ask(Full, report);
        var written = Write(ask, report);
        report.Refusal.ShouldBeNull();
        report.Dropped.ShouldBeEmpty();
        written.ShouldBe(
            """{"model":"up-1","messages":[{"role":"developer","content":"dev"},{"role":"user","content":[{"type":"text","text":"caf\u00e9"},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,QUJD","detail":"low"}}],"name":"ann"},"""
            + """{"role":"assistant","content":"ok","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1.0}"}}]},{"role":"tool","content":"42","tool_call_id":"c1"}]"""
            + ""","max_completion_tokens":10,"temperature":1.0,"top_p":1e-1,"n":2,"stop":["END"],"stream":true,"stream_options":{"include_usage":true},"tools":[{"type":"function","function":{"name":"f","parameters":{"z":1, "a":2},"strict":true}}]"""
            + ""","tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false,"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},"reasoning_effort":"high","seed":12345678901234567890,"metadata":{"k":"v"},"user":"u"}""");
        Write(Ask(Full, report), report).ShouldBe(written);
    }

    [Fact]
    public void Quirks_bend_the_ask()
    {
        var report = new MappingReport();
        var written = Write(Ask(Full, report), report, ("maxTokensOnly", "true"), ("noDeveloperRole", "true"), ("includeUsage", "unsupported"), ("effortWithTools", "refused"));
        written.ShouldContain("\"max_tokens\":10");
        written.ShouldContain("{\"role\":\"system\",\"content\":\"dev\"}");
        written.ShouldNotContain("stream_options");
        written.ShouldContain("\"reasoning_effort\":\"none\"");
        report.Dropped.ShouldBe(["/reasoning_effort"]);
    }

    [Theory]
    [InlineData("\\\"x\\\"")]
    [InlineData("{\\\"a\\\":")]
    [InlineData("[1]")]
    public void History_arguments_that_are_no_object_are_refused(string arguments)
    {
        var report = new MappingReport();
        Ask($$$"""{"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{{{arguments}}}"}}]}]}""", report);
        report.Refusal!.Param.ShouldBe("/messages/0/tool_calls/0/function/arguments");
    }

    [Fact]
    public void Old_functions_are_read_as_tools()
    {
        var report = new MappingReport();
        var ask = Ask("""{"model":"m","messages":[{"role":"assistant","content":null,"function_call":{"name":"f","arguments":""}},{"role":"function","name":"f","content":"r"}],"functions":[{"name":"f"}],"function_call":{"name":"f"}}""", report);
        ask.Tools.ShouldHaveSingleItem().Name.ToString().ShouldBe("f");
        ask.ToolChoice!.Value.Mode.ShouldBe(HubToolMode.Named);
        var call = ask.Turns[0].Parts.OfType<HubCall>().ShouldHaveSingleItem();
        call.Arguments.ToString().ShouldBe("{}");
        ask.Turns[1].Parts.OfType<HubResult>().ShouldHaveSingleItem().CallId.ShouldBe(call.Id);
    }

    [Fact]
    public void A_failed_result_says_so_and_its_pictures_follow_as_the_user()
    {
        var ask = new HubAsk { Model = "m" };
        ask.Turns.Add(new HubTurn(HubRole.Assistant, "/0") { Parts = [new HubCall("/0/0") { Id = new string('x', 60), Name = Banyan.Wire.Json.JsonText.From("f"), Arguments = Banyan.Wire.Json.JsonRaw.EmptyObject }] });
        ask.Turns.Add(new HubTurn(HubRole.Tool, "/1") { Parts = [new HubResult("/1/0") { CallId = new string('x', 60), IsError = true, Parts = [new HubText("/t", Banyan.Wire.Json.JsonText.From("bad")), new HubImage("/i") { Url = Banyan.Wire.Json.JsonText.From("http://x/y.png") }] }] });
        var report = new MappingReport();
        var written = Write(ask, report);
        written.ShouldContain("\"content\":\"ERROR: bad\",\"tool_call_id\":\"call_");
        written.ShouldContain("{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/y.png\"}}]}");
        var id = System.Text.Json.JsonDocument.Parse(written).RootElement.GetProperty("messages")[0].GetProperty("tool_calls")[0].GetProperty("id").GetString()!;
        id.Length.ShouldBeLessThanOrEqualTo(40);
        written.ShouldContain($"\"tool_call_id\":\"{id}\"");
    }

    [Fact]
    public void Reasoning_goes_back_only_where_it_is_taken()
    {
        const string Body = """{"model":"m","messages":[{"role":"assistant","content":"a","reasoning_content":"why"}]}""";
        var report = new MappingReport();
        Write(Ask(Body, report), report).ShouldNotContain("why");
        report.Dropped.ShouldBe(["/messages/0/reasoning_content"]);
        report = new MappingReport();
        Write(Ask(Body, report), report, ("reasoningMember", "reasoning")).ShouldContain("\"content\":\"a\",\"reasoning\":\"why\"");
        report.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public void Audio_answers_unknown_parts_and_unknown_roles_are_refused()
    {
        foreach (var body in (string[])["""{"messages":[],"modalities":["text","audio"]}""", """{"messages":[{"role":"user","content":[{"type":"odd"}]}]}""", """{"messages":[{"role":"odd"}]}""", """{"messages":[],"response_format":{"type":"grammar"}}"""])
        {
            var report = new MappingReport();
            Ask(body, report);
            report.Refusal.ShouldNotBeNull(body);
        }
    }

    [Fact]
    public void Every_field_has_four_labels_and_stands_once()
    {
        var table = Chat.Fields;
        table.Targets.ShouldBe("RAGO");
        table.Rows.ShouldAllBe(row => row.Labels.Length == 4 && row.Labels.All(label => "mdr".Contains(label)));
        table.Rows.Select(row => row.Pattern).ShouldBeUnique();
    }

    [Fact]
    public void Embeddings_cross_with_base64_made_here()
    {
        var embed = (IEmbeddingDialect)Chat;
        var report = new MappingReport();
        var ask = embed.ReadEmbedAsk(new Banyan.Wire.Json.WireBody(Chat, Bytes("""{"model":"e","input":"a","encoding_format":"base64","dimensions":2,"x":1}"""), Operation.Embed), report);
        report.Dropped.ShouldBe(["/x"]);
        System.Text.Encoding.UTF8.GetString(embed.WriteEmbedAsk(ask, new TargetFacts { Model = "up" }, report)).ShouldBe("""{"model":"up","input":["a"],"encoding_format":"float","dimensions":2}""");
        var answer = embed.ReadEmbedAnswer(Bytes("""{"data":[{"index":1,"embedding":"AACAPwAAAMA="},{"index":0,"embedding":[0.5,1e0]}],"model":"e1","usage":{"prompt_tokens":3,"total_tokens":3}}"""))!;
        answer.Vectors[0].ToString().ShouldBe("[0.5,1e0]");
        answer.Vectors[1].ToString().ShouldBe("[1,-2]");
        answer.Usage!.Input.ShouldBe(3);
        var written = System.Text.Encoding.UTF8.GetString(embed.WriteEmbedAnswer(answer, ask, 3));
        written.ShouldContain("\"embedding\":\"AAAAPwAAgD8=\"");
        written.ShouldContain("\"embedding\":\"AACAPwAAAMA=\"");
        var tokens = embed.ReadEmbedAsk(new Banyan.Wire.Json.WireBody(Chat, Bytes("""{"model":"e","input":[[1,2]]}"""), Operation.Embed), report);
        embed.WriteEmbedAsk(tokens, new TargetFacts { Model = "up" }, report);
        report.Refusal!.Param.ShouldBe("/input");
    }
}
