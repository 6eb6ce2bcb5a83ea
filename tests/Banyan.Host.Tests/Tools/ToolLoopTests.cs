using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Tools;

/// <summary>The tool loop over real sockets: a model that calls, a tool that answers, and the caller who sees one answer.</summary>
public sealed class ToolLoopTests
{
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task A_call_reaches_a_real_service_comes_back_and_the_second_turn_uses_it()
    {
        await using var stage = await ToolStage.StartAsync();
        await stage.RegisterAsync();
        stage.Model = (ask, turn) => turn == 1
            ? ToolStage.Chat(null, ("call_a", "find_order", """{"id":7}"""))
            : ToolStage.Chat($"Your order: {Last(ask).GetProperty("content").GetString()}");
        var (status, text) = await stage.PostAsync(Chat, """{"model":"chat/up","messages":[{"role":"user","content":"Where is order 7?"}],"x_mine":1,"banyan":{"tools":["find_order"]}}""");
        status.ShouldBe(200, text);
        var answer = ToolStage.Json(text);
        answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("""Your order: {"status":"shipped"}""");
        answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        answer.GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(30);
        stage.Tool.Requests.Single().Text.ShouldBe("""{"id":7}""");
        stage.Asks.Count.ShouldBe(2);
        stage.Asks[0].GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString().ShouldBe("find_order");
        stage.Asks[0].TryGetProperty("banyan", out _).ShouldBeFalse();
        stage.Asks[0].GetProperty("x_mine").GetInt32().ShouldBe(1);
        stage.Asks[1].GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "tool"]);
        Last(stage.Asks[1]).GetProperty("tool_call_id").GetString().ShouldBe("call_a");
        var logged = (await stage.LogAsync()).ShouldHaveSingleItem();
        (logged.Tool, logged.Status, logged.Turn, logged.RequestId is not null).ShouldBe(("find_order", ToolStatus.Ok, 1, true));
    }

    [Fact]
    public async Task Over_GraphQL_the_answer_and_its_record_tell_the_calls_Banyan_ran()
    {
        await using var stage = await ToolStage.StartAsync();
        await stage.RegisterAsync();
        stage.Model = (_, turn) => turn switch
        {
            1 => ToolStage.Chat(null, ("call_a", "find_order", """{"id":7}""")),
            2 => ToolStage.Chat(null, ("call_b", "find_order", """{"id":8}"""), ("call_c", "mine", "{}")),
            _ => ToolStage.Chat("done"),
        };
        var client = GraphClient.Of(stage.App);
        var input = new { modelPreference = "chat/up", messages = new[] { new { role = "USER", content = "Where are they?" } }, tools = new[] { "find_order" }, clientTools = new[] { new { type = "function", function = new { name = "mine", parameters = new { type = "object" } } } } };

        var answer = (await client.DataAsync("mutation($input: CompletionInput!) { generateCompletion(input: $input) { id finishReason toolCalls { id name arguments result executedBy } } }", new { input })).GetProperty("generateCompletion");

        answer.GetProperty("toolCalls").EnumerateArray().Select(call => call.GetRawText()).ShouldBe(
        [
            """{"id":"call_a","name":"find_order","arguments":{"id":7},"result":{"status":"shipped"},"executedBy":"banyan"}""",
            """{"id":"call_b","name":"find_order","arguments":{"id":8},"result":{"status":"shipped"},"executedBy":"banyan"}""",
            """{"id":"call_c","name":"mine","arguments":{},"result":null,"executedBy":"caller"}""",
        ]);
        using var patience = new CancellationTokenSource(Patience.Long);
        JsonElement found;
        while ((found = (await client.DataAsync("query($id: ID!) { completion(id: $id) { toolExecutions { callId status output } } }", new { id = answer.GetProperty("id").GetString() })).GetProperty("completion")).ValueKind == JsonValueKind.Null
            || found.GetProperty("toolExecutions").GetArrayLength() < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        found.GetProperty("toolExecutions").GetRawText().ShouldBe("""[{"callId":"call_a","status":"ok","output":{"status":"shipped"}},{"callId":"call_b","status":"ok","output":{"status":"shipped"}}]""");
    }

    [Fact]
    public async Task It_works_from_the_messages_door_with_signed_thoughts_kept()
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, turn) => WallScript.Json(turn == 1
            ? """{"id":"msg_1","type":"message","role":"assistant","model":"up","content":[{"type":"thinking","thinking":"Hm.","signature":"c2lnbmVk"},{"type":"text","text":"Let me see. "},{"type":"tool_use","id":"toolu_1","name":"calculate","input":{"expression":"6*7"}}],"stop_reason":"tool_use","usage":{"input_tokens":10,"output_tokens":5}}"""
            : """{"id":"msg_2","type":"message","role":"assistant","model":"up","content":[{"type":"text","text":"It is 42."}],"stop_reason":"end_turn","usage":{"input_tokens":20,"output_tokens":6}}""");
        var (status, text) = await stage.PostAsync("/v1/messages", """{"model":"claude/up","max_tokens":2000,"thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"user","content":"6*7?"}],"banyan":{"tools":["calculate"]}}""");
        status.ShouldBe(200, text);
        var answer = ToolStage.Json(text);
        string.Concat(answer.GetProperty("content").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "text").Select(block => block.GetProperty("text").GetString())).ShouldBe("Let me see. It is 42.");
        answer.GetProperty("content").EnumerateArray().Any(block => block.GetProperty("type").GetString() == "tool_use").ShouldBeFalse();
        (answer.GetProperty("usage").GetProperty("input_tokens").GetInt32(), answer.GetProperty("usage").GetProperty("output_tokens").GetInt32()).ShouldBe((30, 11));
        var turn = stage.Asks[1].GetProperty("messages");
        turn[1].GetProperty("content")[0].GetRawText().ShouldBe("""{"type":"thinking","thinking":"Hm.","signature":"c2lnbmVk"}""");
        turn[1].GetProperty("content")[2].GetProperty("id").GetString().ShouldBe("toolu_1");
        turn[2].GetProperty("content")[0].GetProperty("content").GetString().ShouldBe("""{"result":"42","isExact":true}""");
    }

    [Theory]
    [InlineData("mock/tools")]
    public async Task The_mock_calls_what_fits(string model)
    {
        await using var stage = await ToolStage.StartAsync();
        var (status, text) = await stage.PostAsync(Chat, $$$"""{"model":"{{{model}}}","messages":[{"role":"user","content":"uuid please"}],"banyan":{"tools":["uuid_generate"]}}""");
        status.ShouldBe(200, text);
        text.ShouldContain("The tools say:");
        (await stage.LogAsync()).ShouldHaveSingleItem().Tool.ShouldBe("uuid_generate");
    }

    [Theory]
    [InlineData("chat/up")]
    public async Task A_stream_carries_the_words_of_every_turn_and_no_call_of_banyans(string model)
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, turn) => turn == 1
            ? WallScript.Events(
                """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"role":"assistant","content":"One moment. "}}]}""",
                """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"calculate","arguments":"{\"expr"}}]}}]}""",
                """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ession\":\"1+1\"}"}}]}}]}""",
                """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
                """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""",
                "[DONE]")
            : WallScript.Events(
                """{"id":"c2","object":"chat.completion.chunk","created":2,"model":"up","choices":[{"index":0,"delta":{"role":"assistant","content":"It is 2."}}]}""",
                """{"id":"c2","object":"chat.completion.chunk","created":2,"model":"up","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
                """{"id":"c2","object":"chat.completion.chunk","created":2,"model":"up","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":6,"total_tokens":26}}""",
                "[DONE]");
        var (status, text) = await stage.PostAsync(Chat, $$$"""{"model":"{{{model}}}","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"1+1?"}],"banyan":{"tools":["calculate"]}}""");
        status.ShouldBe(200, text);
        var chunks = text.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => ToolStage.Json(line[6..])).ToList();
        var deltas = chunks.Where(chunk => chunk.GetProperty("choices").GetArrayLength() > 0).Select(chunk => chunk.GetProperty("choices")[0]).ToList();
        string.Concat(deltas.Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var piece) ? piece.GetString() : "")).ShouldBe("One moment. It is 2.");
        deltas.Count(choice => choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String).ShouldBe(1);
        chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        text.ShouldNotContain("tool_calls");
        text.TrimEnd().ShouldEndWith("data: [DONE]");
        chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(41);
    }

    [Fact]
    public async Task Calls_of_the_callers_own_tools_go_back_to_the_caller()
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, _) => ToolStage.Chat(null, ("call_b", "my_tool", """{"x":1}"""));
        var (_, text) = await stage.PostAsync(Chat, """{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"tools":[{"type":"function","function":{"name":"my_tool","parameters":{"type":"object"}}}],"banyan":{"tools":["calculate"]}}""");
        var choice = ToolStage.Json(text).GetProperty("choices")[0];
        choice.GetProperty("finish_reason").GetString().ShouldBe("tool_calls");
        choice.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("id").GetString().ShouldBe("call_b");
        stage.Asks[0].GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()).ShouldBe(["my_tool", "calculate"]);
        (await stage.LogAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_mixed_turn_banyans_calls_run_first_and_are_put_back_when_the_caller_goes_on()
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, turn) => turn == 1
            ? ToolStage.Chat("Both. ", ("call_a", "calculate", """{"expression":"2*3"}"""), ("call_b", "my_tool", "{}"))
            : ToolStage.Chat("Done.");
        const string tools = """
            "tools":[{"type":"function","function":{"name":"my_tool","parameters":{"type":"object"}}}],"banyan":{"tools":["calculate"]}
            """;
        var (_, text) = await stage.PostAsync(Chat, $$"""{"model":"chat/up","messages":[{"role":"user","content":"Go"}],{{tools}}}""");
        var message = ToolStage.Json(text).GetProperty("choices")[0].GetProperty("message");
        message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()).ShouldBe(["call_b"]);
        (await stage.LogAsync()).ShouldHaveSingleItem().Status.ShouldBe(ToolStatus.Ok);
        var (status, second) = await stage.PostAsync(Chat, $$"""{"model":"chat/up","messages":[{"role":"user","content":"Go"},{{message.GetRawText()}},{"role":"tool","tool_call_id":"call_b","content":"mine"}],{{tools}}}""");
        status.ShouldBe(200, second);
        var messages = stage.Asks[1].GetProperty("messages").EnumerateArray().ToList();
        messages.Select(one => one.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "tool", "assistant", "tool"]);
        messages[1].GetProperty("tool_calls")[0].GetProperty("id").GetString().ShouldBe("call_a");
        messages[2].GetProperty("content").GetString().ShouldBe("""{"result":"6","isExact":true}""");
        messages[3].GetProperty("tool_calls")[0].GetProperty("id").GetString().ShouldBe("call_b");
    }

    [Fact]
    public async Task A_failed_tool_is_told_to_the_model()
    {
        await using var stage = await ToolStage.StartAsync();
        await stage.RegisterAsync();
        stage.ToolAnswers = _ => WallScript.Json("""{"why":"no such order"}""", 404);
        stage.Model = (ask, turn) => turn == 1
            ? ToolStage.Chat(null, ("call_a", "find_order", """{"id":7}"""), ("call_b", "find_order", "not json"))
            : ToolStage.Chat("Sorry.");
        var (status, _) = await stage.PostAsync(Chat, """{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"banyan":{"tools":["find_order"]}}""");
        status.ShouldBe(200);
        var results = stage.Asks[1].GetProperty("messages").EnumerateArray().Where(one => one.GetProperty("role").GetString() == "tool").Select(one => one.GetProperty("content").GetString()!).ToList();
        results[0].ShouldContain("no such order");
        results[1].ShouldContain("this is no JSON");
        results.ShouldAllBe(result => result.StartsWith("ERROR: ", StringComparison.Ordinal));
        (await stage.LogAsync()).Select(row => row.Status).Order().ShouldBe([ToolStatus.Error, ToolStatus.Invalid]);
    }

    [Theory]
    [Trait("Attack", "60")]
    [InlineData("same", 3)]
    [InlineData("turns", 7)]
    [InlineData("calls", 31)]
    public async Task Every_limit_ends_the_loop(string limit, int calls)
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, turn) => limit switch
        {
            "same" => ToolStage.Chat(null, ($"c{turn}", "calculate", """{"expression":"1"}""")),
            "turns" => ToolStage.Chat(null, ($"c{turn}", "calculate", $$"""{"expression":"{{turn}}"}""")),
            _ => ToolStage.Chat(null, [.. Enumerable.Range(0, turn == 1 ? 31 : 2).Select(i => ($"c{turn}_{i}", "calculate", $$"""{"expression":"{{turn}}*{{i}}"}"""))]),
        };
        var (status, text) = await stage.PostAsync(Chat, """{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"banyan":{"tools":["calculate"]}}""");
        (status, ToolStage.Json(text).GetProperty("error").GetProperty("code").GetString()).ShouldBe((504, "tool_limit"));
        (await stage.LogAsync()).Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_forced_choice_is_forced_once()
    {
        await using var stage = await ToolStage.StartAsync();
        stage.Model = (_, turn) => turn == 1 ? ToolStage.Chat(null, ("c1", "calculate", """{"expression":"1"}""")) : ToolStage.Chat("1");
        await stage.PostAsync(Chat, """{"model":"chat/up","tool_choice":"required","messages":[{"role":"user","content":"Go"}],"banyan":{"tools":["calculate"]}}""");
        stage.Asks.Select(ask => ask.TryGetProperty("tool_choice", out _)).ShouldBe([true, false]);
    }

    [Fact]
    [Trait("Attack", "9")]
    public async Task A_tool_that_is_not_granted_or_not_there_is_refused_before_anything_is_spent()
    {
        await using var stage = await ToolStage.StartAsync();
        var key = await stage.KeyAsync("calc*");
        foreach (var (tool, status, code) in new[] { ("uuid_generate", 403, "not_allowed"), ("no_such_tool", 403, "not_allowed"), ("calculator", 400, "invalid_request") })
        {
            var (told, text) = await stage.PostAsync(Chat, $$$"""{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"banyan":{"tools":["{{{tool}}}"]}}""", key);
            (told, ToolStage.Json(text).GetProperty("error").GetProperty("code").GetString()).ShouldBe((status, code), tool);
        }

        foreach (var wrong in new[] { """{"tools":"calculate"}""", """{"tools":[7]}""" })
        {
            (await stage.PostAsync(Chat, $$"""{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"banyan":{{wrong}}}""", key)).Status.ShouldBe(400);
        }

        stage.Asks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_turn_that_fails_is_told_as_the_answers_failure()
    {
        await using var stage = await ToolStage.StartAsync("routing: { retry: { maxAttempts: 1 } }");
        stage.Model = (_, turn) => turn == 1 ? ToolStage.Chat(null, ("c1", "calculate", """{"expression":"1"}""")) : WallScript.Json("""{"error":{"message":"no"}}""", 500);
        var (status, text) = await stage.PostAsync(Chat, """{"model":"chat/up","messages":[{"role":"user","content":"Go"}],"banyan":{"tools":["calculate"]}}""");
        status.ShouldBeInRange(500, 599, text);
        text.ShouldContain("\"error\"");
    }

    private static JsonElement Last(JsonElement ask) => ask.GetProperty("messages").EnumerateArray().Last();
}
