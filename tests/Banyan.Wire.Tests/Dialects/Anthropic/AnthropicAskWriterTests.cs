using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicAskWriterTests
{
    [Fact]
    public void Members_stand_in_the_order_of_the_wire_and_numbers_keep_their_lexemes()
    {
        var ask = Chat(new HubTurn(HubRole.System, "/messages/0") { Parts = [Said("s")] }, User("u"));
        ask.MaxOutput = new(JsonRaw.From("100"), "/max_tokens");
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("t"), Description = JsonText.From("d"), Parameters = JsonRaw.From("""{"type":"object", "b":1}""") });
        ask.ToolChoice = new(new HubToolChoice(HubToolMode.Auto, []), "/tool_choice");
        ask.ParallelToolCalls = new(false, "/parallel_tool_calls");
        ask.Temperature = new(JsonRaw.From("0.50"), "/temperature");
        ask.TopP = new(JsonRaw.From("1.0"), "/top_p");
        ask.Stop = new([JsonText.From("END")], "/stop");
        ask.Streams = true;
        ask.Format = new(new HubFormat(HubFormatKind.Schema) { Schema = JsonRaw.From("""{"type":"object"}""") }, "/response_format");
        ask.User = new(JsonText.From("u1"), "/user");

        AnthropicKit.Write(ask, out var report).ShouldBe(
            """{"model":"claude-up","max_tokens":100,"system":"s","messages":[{"role":"user","content":[{"type":"text","text":"u"}]}]"""
            + ""","tools":[{"name":"t","description":"d","input_schema":{"type":"object", "b":1}}],"tool_choice":{"type":"auto","disable_parallel_tool_use":true}"""
            + ""","temperature":0.50,"top_p":1.0,"stop_sequences":["END"],"stream":true,"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"metadata":{"user_id":"u1"}}""");
        report.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public void The_output_limit_is_the_callers_else_the_catalogues_else_refused()
    {
        Node(Chat(User("u")), out _)["max_tokens"]!.GetValue<int>().ShouldBe(4096);
        AnthropicKit.Write(Chat(User("u")), out var report, AnthropicKit.Target with { DefaultMaxOutput = null });
        report.Refusal!.Param.ShouldBe("/max_tokens");
    }

    [Theory]
    [InlineData("1.7", "1", "/temperature=1")]
    [InlineData("1.0", "1.0", null)]
    [InlineData("2e0", "1", "/temperature=1")]
    public void A_temperature_over_one_is_clamped_and_named(string asked, string sent, string? named)
    {
        var ask = Chat(User("u"));
        ask.Temperature = new(JsonRaw.From(asked), "/temperature");

        Node(ask, out var report)["temperature"]!.ToJsonString().ShouldBe(sent);
        report.Dropped.ShouldBe(named is null ? [] : [named]);
    }

    [Fact]
    public void Results_of_a_turn_stand_first_in_one_user_message()
    {
        var ask = Chat(
            User("go"),
            new HubTurn(HubRole.Assistant, "/messages/1") { Parts = [Call("/messages/1/tool_calls/0", "c:1", "a"), Call("/messages/1/tool_calls/1", "c;1", "b")] },
            new HubTurn(HubRole.Tool, "/messages/2") { Parts = [Result("/messages/2", "c:1", "one")] },
            User("note"),
            new HubTurn(HubRole.Tool, "/messages/3") { Parts = [Result("/messages/3", "c;1", "two") with { IsError = true }] });

        var messages = Node(ask, out _)["messages"]!.AsArray();

        messages.Count.ShouldBe(3);
        messages[2]!["content"]!.AsArray().Select(block => block!["type"]!.GetValue<string>()).ShouldBe(["tool_result", "tool_result", "text"]);
        messages[2]!["content"]![1]!["is_error"]!.GetValue<bool>().ShouldBeTrue();
        var ids = messages[1]!["content"]!.AsArray().Select(block => block!["id"]!.GetValue<string>()).ToList();
        ids.Distinct().Count().ShouldBe(2);
        ids.ShouldAllBe(id => id.All(next => char.IsAsciiLetterOrDigit(next) || next == '_' || next == '-'));
        messages[2]!["content"]!.AsArray().Take(2).Select(block => block!["tool_use_id"]!.GetValue<string>()).ShouldBe(ids);
    }

    [Fact]
    public void Calls_without_ids_are_matched_with_their_results_by_name()
    {
        var ask = Chat(
            new HubTurn(HubRole.Assistant, "/contents/0") { Parts = [Call("/contents/0/parts/0", null, "a"), Call("/contents/0/parts/1", null, "b")] },
            new HubTurn(HubRole.Tool, "/contents/1")
            {
                Parts = [Result("/contents/1/parts/0", null, "B") with { Name = JsonText.From("b") }, Result("/contents/1/parts/1", null, "A") with { Name = JsonText.From("a") }],
            });

        var messages = Node(ask, out _)["messages"]!;

        messages[1]!["content"]![0]!["tool_use_id"]!.GetValue<string>().ShouldBe(messages[0]!["content"]![1]!["id"]!.GetValue<string>());
        messages[1]!["content"]![1]!["tool_use_id"]!.GetValue<string>().ShouldBe(messages[0]!["content"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Neighbours_of_one_role_are_merged_empty_text_is_left_out_and_later_instructions_are_wrapped()
    {
        var ask = Chat(User("a"), User(""), new HubTurn(HubRole.Developer, "/messages/2") { Parts = [Said("rule")] }, User("b"));

        Node(ask, out _)["messages"]!.ToJsonString().ShouldBe(
            """[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"\u003Csystem\u003Erule\u003C/system\u003E"},{"type":"text","text":"b"}]}]""");
        Node(ask, out _, AnthropicKit.Target with { MidListSystem = true })["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>())
            .ShouldBe(["user", "system", "user"]);
    }

    [Fact]
    public void At_most_four_markers_are_kept_and_the_first_ones_named()
    {
        var ask = Chat(User("u"));
        ask.Turns[0].Parts.Clear();
        ask.Turns[0].Parts.AddRange(Enumerable.Range(0, 6).Select(i => Said($"t{i}") with { Cache = new HubCacheMarker(i == 5 ? "1h" : null, $"/m/{i}") }));

        var blocks = Node(ask, out var report)["messages"]![0]!["content"]!.AsArray();

        blocks.Select(block => block!["cache_control"]?.ToJsonString()).ShouldBe(
            [null, null, """{"type":"ephemeral"}""", """{"type":"ephemeral"}""", """{"type":"ephemeral"}""", """{"type":"ephemeral","ttl":"1h"}"""]);
        report.Dropped.ShouldBe(["/m/0", "/m/1"]);
    }

    [Fact]
    public void A_schema_goes_by_its_member_or_by_one_forced_tool()
    {
        var ask = Chat(User("u"));
        ask.Format = new(new HubFormat(HubFormatKind.Object), "/response_format");

        Node(ask, out _)["output_config"]!.ToJsonString()
            .ShouldBe("""{"format":{"type":"json_schema","schema":{"type":"object","additionalProperties":true}}}""");
        var forced = Node(ask, out _, AnthropicKit.Target with { NativeOutputFormat = false });
        forced["output_config"].ShouldBeNull();
        forced["tools"]![0]!["name"]!.GetValue<string>().ShouldBe("json_answer");
        forced["tool_choice"]!.ToJsonString().ShouldBe("""{"type":"tool","name":"json_answer"}""");
    }

    [Fact]
    public void With_tools_of_the_callers_the_answer_tool_is_one_of_those_that_must_be_called()
    {
        var ask = Chat(User("u"));
        ask.Format = new(new HubFormat(HubFormatKind.Object), "/response_format");
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("t") });

        var body = Node(ask, out _, AnthropicKit.Target with { NativeOutputFormat = false });

        body["tools"]!.AsArray().Count.ShouldBe(2);
        body["tools"]![0]!["input_schema"]!.ToJsonString().ShouldBe("""{"type":"object"}""");
        body["tool_choice"]!.ToJsonString().ShouldBe("""{"type":"any"}""");
    }

    [Fact]
    public void What_the_wire_lacks_is_named_and_what_changes_the_answer_refused()
    {
        var ask = Chat(User("u") with { Name = new(JsonText.From("bob"), "/messages/0/name") });
        ask.Seed = new(JsonRaw.From("1"), "/seed");
        ask.PresencePenalty = new(JsonRaw.From("0.1"), "/presence_penalty");
        ask.Verbosity = new("low", "/verbosity");
        ask.Choices = new(JsonRaw.From("1"), "/n");
        ask.Stop = new([JsonText.From("\n"), JsonText.From("E")], "/stop");

        var body = Node(ask, out var report);

        report.Refusal.ShouldBeNull();
        body["stop_sequences"]!.ToJsonString().ShouldBe("[\"E\"]");
        report.Dropped.ShouldBe(["/messages/0/name", "/stop", "/seed", "/presence_penalty", "/verbosity"]);
    }

    [Theory]
    [InlineData("n")]
    [InlineData("logprobs")]
    [InlineData("audio")]
    [InlineData("file")]
    [InlineData("tool")]
    public void A_wish_that_cannot_be_met_is_refused(string wish)
    {
        var ask = Chat(User("u"));
        switch (wish)
        {
            case "n": ask.Choices = new(JsonRaw.From("3"), "/n"); break;
            case "logprobs": ask.Logprobs = new(Value: true, "/logprobs"); break;
            case "audio": ask.Turns[0].Parts.Add(new HubAudio("/audio", JsonText.From("QQ=="), "wav")); break;
            case "file": ask.Turns[0].Parts.Add(new HubImage("/file") { FileId = JsonText.From("f") }); break;
            default: ask.Tools.Add(new HubTool("/tool") { Name = JsonText.From("web_search"), IsForeign = true }); break;
        }

        AnthropicKit.Write(ask, out var report);

        report.Refusal!.Param.ShouldBe($"/{wish}");
    }

    [Fact]
    public void A_foreign_tool_that_cannot_be_reached_is_only_named()
    {
        var ask = Chat(User("u"));
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("web_search"), IsForeign = true });
        ask.ToolChoice = new(new HubToolChoice(HubToolMode.None, []), "/tool_choice");

        Node(ask, out var report)["tools"].ShouldBeNull();
        (report.Refusal, report.Dropped.Single()).ShouldBe((null, "/tools/0"));
    }

    [Fact]
    public void The_same_ask_gives_the_same_bytes()
    {
        var body = AnthropicKit.Golden("agent.in.json");

        AnthropicKit.Write(AnthropicKit.Ask(body, out _), out _).ShouldBe(AnthropicKit.Write(AnthropicKit.Ask(body, out _), out _));
    }

    private static JsonObject Node(HubAsk ask, out MappingReport report, TargetFacts? target = null) =>
        JsonNode.Parse(AnthropicKit.Write(ask, out report, target))!.AsObject();

    private static HubAsk Chat(params HubTurn[] turns)
    {
        var ask = new HubAsk { Model = "m" };
        ask.Turns.AddRange(turns);
        return ask;
    }

    private static HubTurn User(string text) => new(HubRole.User, "/messages/0") { Parts = [Said(text)] };

    private static HubText Said(string text) => new("/messages/0/content", JsonText.From(text));

    private static HubCall Call(string at, string? id, string name) => new(at) { Id = id, Name = JsonText.From(name), Arguments = JsonRaw.EmptyObject };

    private static HubResult Result(string at, string? id, string text) => new(at) { CallId = id, Parts = [new HubText(at, JsonText.From(text))] };
}
