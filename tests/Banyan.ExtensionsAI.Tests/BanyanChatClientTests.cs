using System.Text.Json;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

public sealed class BanyanChatClientTests
{
    private const string Calls = """{"id":"c-1","object":"chat.completion","created":1700000000,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t-1","type":"function","function":{"name":"look","arguments":"{\"at\":[1,2]}"}},{"id":"t-2","type":"function","function":{"name":"look","arguments":""}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7,"prompt_tokens_details":{"cached_tokens":3}}}""";

    [Fact]
    public async Task A_whole_answer_comes_with_text_usage_and_the_request_id()
    {
        await using var rig = new BanyanRig(WallScript.Json(WireTalk.Of('C').Whole("Hello", 5, 2), 200, ("x-request-id", "req-1"), ("x-banyan-dropped", "/seed, /top_k")));

        var answer = await rig.Client.GetResponseAsync("hi");

        answer.Text.ShouldBe("Hello");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        (answer.ResponseId, answer.ModelId, answer.CreatedAt).ShouldBe(("c-1", "up", DateTimeOffset.FromUnixTimeSeconds(1700000000)));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount).ShouldBe((5, 2, 7));
        answer.AdditionalProperties!["banyan.request_id"].ShouldBe("req-1");
        answer.AdditionalProperties["banyan.dropped"].ShouldBe((string[])["/seed", "/top_k"]);
        var request = rig.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Header("authorization")).ShouldBe(("POST", "/base/v1/chat/completions", "Bearer byn_test"));
        request.Text.ShouldBe("""{"model":"fast","messages":[{"role":"user","content":"hi"}]}""");
    }

    [Fact]
    public async Task A_stream_comes_piece_by_piece_and_usage_is_asked_for()
    {
        await using var rig = new BanyanRig(WireTalk.Of('C').StreamScript(["Hel", "lo"], 5, 2));

        var updates = await rig.Client.GetStreamingResponseAsync("hi").ToListAsync();

        updates.Where(update => update.Text.Length > 0).Select(update => update.Text).ShouldBe(["Hel", "lo"]);
        var answer = updates.ToChatResponse();
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((5, 2));
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Messages.ShouldHaveSingleItem().Role.ShouldBe(ChatRole.Assistant);
        rig.Requests.Single().Text.ShouldContain("\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    }

    [Fact]
    public async Task Calls_come_parsed_and_cached_tokens_are_told()
    {
        await using var rig = new BanyanRig(WallScript.Json(Calls));

        var answer = await rig.Client.GetResponseAsync("hi");

        var calls = answer.Messages.Single().Contents.OfType<FunctionCallContent>().ToList();
        calls.Select(call => (call.CallId, call.Name)).ShouldBe([("t-1", "look"), ("t-2", "look")]);
        calls[0].Arguments!["at"]!.ToString().ShouldBe("[1,2]");
        calls[1].Arguments!.ShouldBeEmpty();
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        answer.Usage!.CachedInputTokenCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_conversation_with_options_is_written_as_the_door_reads_it()
    {
        await using var rig = new BanyanRig(WallScript.Json(WireTalk.Of('C').Whole("ok", 1, 1)));
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"at":{"type":"integer"}}}""");
        List<ChatMessage> messages =
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.User, [new TextContent("What?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png"), new UriContent("https://pictures.example/a.png", "image/*")]),
            new(ChatRole.Assistant, [new FunctionCallContent("t-1", "look", new Dictionary<string, object?> { ["at"] = 1 })]),
            new(ChatRole.Tool, [new FunctionResultContent("t-1", "A cat.")]),
        ];
        var options = new ChatOptions
        {
            ModelId = "strong",
            Instructions = "Be kind.",
            MaxOutputTokens = 77,
            Temperature = 0.25f,
            StopSequences = ["a"],
            Seed = 9,
            TopK = 5,
            AllowMultipleToolCalls = false,
            ToolMode = ChatToolMode.RequireSpecific("look"),
            Tools = [AIFunctionFactory.CreateDeclaration("look", "Looks.", schema.RootElement)],
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "place"),
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low },
        };

        var answer = await rig.Client.GetResponseAsync(messages, options);

        answer.AdditionalProperties!["banyan.dropped"].ShouldBe((string[])["TopK"]);
        using var sent = JsonDocument.Parse(rig.Requests.Single().Text);
        var root = sent.RootElement;
        root.GetProperty("messages").GetRawText().ShouldBe(
            """[{"role":"system","content":"Be kind."},{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}},{"type":"image_url","image_url":{"url":"https://pictures.example/a.png"}}]},{"role":"assistant","content":null,"tool_calls":[{"id":"t-1","type":"function","function":{"name":"look","arguments":"{\"at\":1}"}}]},{"role":"tool","content":"A cat.","tool_call_id":"t-1"}]""");
        root.GetProperty("model").GetString().ShouldBe("strong");
        root.GetProperty("max_completion_tokens").GetInt32().ShouldBe(77);
        root.GetProperty("temperature").GetDouble().ShouldBe(0.25);
        root.GetProperty("seed").GetInt32().ShouldBe(9);
        root.GetProperty("parallel_tool_calls").GetBoolean().ShouldBeFalse();
        root.GetProperty("tool_choice").GetProperty("function").GetProperty("name").GetString().ShouldBe("look");
        root.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetRawText().ShouldBe(schema.RootElement.GetRawText());
        root.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString().ShouldBe("place");
        root.GetProperty("reasoning_effort").GetString().ShouldBe("low");
    }

    [Fact]
    public async Task What_has_no_form_is_refused_before_anything_is_sent()
    {
        await using var rig = new BanyanRig(WallScript.Json("{}"));

        await Should.ThrowAsync<NotSupportedException>(rig.Client.GetResponseAsync("hi", new ChatOptions { Tools = [new HostedWebSearchTool()] }));
        await Should.ThrowAsync<NotSupportedException>(rig.Client.GetResponseAsync(new ChatMessage(ChatRole.User, [new HostedFileContent("file-1")])));

        rig.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_tells_who_it_is()
    {
        await using var rig = new BanyanRig(WallScript.Json("{}"));

        var metadata = rig.Client.GetService<ChatClientMetadata>()!;

        (metadata.ProviderName, metadata.DefaultModelId).ShouldBe(("banyan", "fast"));
        rig.Client.GetService<IChatClient>().ShouldBeSameAs(rig.Client);
        rig.Client.GetService<string>().ShouldBeNull();
    }
}
