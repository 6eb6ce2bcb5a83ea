using Banyan.Gateway.Callers;
using Banyan.Gateway.Tools.Executing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Banyan.Host.Tests.Intents;

/// <summary>The orchestrator over MCP: the official client, and what no client should be able to do.</summary>
public sealed class McpDoorTests(IntentBench bench) : IClassFixture<IntentBench>
{
    private const string Ada = "ada@shop.example", Bob = "bob@shop.example", Cleo = "cleo@shop.example";

    [Fact]
    public async Task The_official_client_lists_tools_asks_and_looks_at_the_run()
    {
        var (key, _) = await bench.KeyAsync("mcp:use");
        await using var client = await ClientAsync(key, Ada);
        client.ServerInfo!.Name.ShouldBe("banyan");
        (await client.ListToolsAsync()).Select(tool => tool.Name).ShouldBe(["ask", "run_status", "list_intents"]);
        var answer = await CallAsync(client, "ask", ("message", "What about my orders?"));
        Text(answer).ShouldContain("1001");
        var run = answer.StructuredContent!.Value.GetProperty("runId").GetString();
        Text(await CallAsync(client, "run_status", ("run", run!))).ShouldContain("orders.list");
        Text(await CallAsync(client, "list_intents")).ShouldContain("orders.cancel");
    }

    [Fact]
    public async Task A_program_cannot_say_yes_in_the_persons_name()
    {
        var (key, _) = await bench.KeyAsync("mcp:use");
        await using var client = await ClientAsync(key, Bob);
        var asked = await CallAsync(client, "ask", ("message", "Close my account"), ("conversation", "closing"));
        var data = asked.StructuredContent!.Value;
        var code = data.GetProperty("confirmation").GetProperty("id").GetString()!;
        Text(asked).ShouldContain($"/intents/v1/confirmations/{code}");
        foreach (var (yes, place) in new[] { ("yes", "closing"), ($"yes {code}", "closing"), ("YES", data.GetProperty("conversationId").GetString()!) })
        {
            Text(await CallAsync(client, "ask", ("message", yes), ("conversation", place))).ShouldStartWith("Not done.");
        }

        await Should.ThrowAsync<ModelContextProtocol.McpException>(async () => await CallAsync(client, "confirm", ("confirmation", code), ("decision", "approve")));
        var (_, state) = await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{data.GetProperty("runId").GetString()}", Bob);
        state.GetProperty("status").GetString().ShouldBe("awaiting_confirmation");
    }

    [Fact]
    public async Task A_key_to_which_confirming_was_delegated_may()
    {
        var (key, _) = await bench.KeyAsync("mcp:use", "confirm:delegated");
        await using var client = await ClientAsync(key, Cleo);
        (await client.ListToolsAsync()).Select(tool => tool.Name).ShouldContain("confirm");
        var asked = (await CallAsync(client, "ask", ("message", "Close my account"))).StructuredContent!.Value;
        var code = asked.GetProperty("confirmation").GetProperty("id").GetString()!;
        (await CallAsync(client, "confirm", ("confirmation", code), ("decision", "perhaps"))).IsError.ShouldBe(true);
        var declined = await CallAsync(client, "confirm", ("confirmation", code), ("decision", "decline"));
        declined.StructuredContent!.Value.GetProperty("steps")[0].GetProperty("status").GetString().ShouldNotBe("succeeded");
    }

    [Fact]
    public async Task What_is_anothers_is_nobodys_here_either()
    {
        var (key, _) = await bench.KeyAsync("mcp:use");
        await using var ada = await ClientAsync(key, Ada);
        await using var bob = await ClientAsync(key, Bob);
        var mine = (await CallAsync(ada, "ask", ("message", "How many points do I have?"))).StructuredContent!.Value;
        (await CallAsync(bob, "run_status", ("run", mine.GetProperty("runId").GetString()!))).IsError.ShouldBe(true);
        var foreign = await CallAsync(bob, "ask", ("message", "What about my orders?"), ("conversation", mine.GetProperty("conversationId").GetString()!));
        foreign.IsError.ShouldBe(true);
        Text(foreign).ShouldStartWith("not_found");
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost:3000", 200)]
    public async Task A_page_of_another_origin_is_refused(string origin, int status) =>
        (await bench.JsonAsync(HttpMethod.Post, "/mcp", Ada, """{"jsonrpc":"2.0","id":1,"method":"ping"}""", null, ("Origin", origin))).Status.ShouldBe(status);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", 200, """{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"resources/list"}""", 200, """{"jsonrpc":"2.0","id":"a","error":{"code":-32601,"message":"There is no method 'resources/list' here."}}""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", 400, """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"One JSON-RPC 2.0 request is expected; batches are not taken."}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", 202, "")]
    public async Task Requests_are_answered_notifications_taken_and_the_rest_refused(string body, int status, string expected)
    {
        using var answer = await bench.SendAsync(HttpMethod.Post, "/mcp", Ada, body);
        ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((status, expected));
    }

    [Fact]
    public async Task The_door_wants_a_key_with_its_scope_and_has_no_stream_of_its_own()
    {
        var (key, _) = await bench.KeyAsync("chat");
        const string ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
        (await bench.JsonAsync(HttpMethod.Post, "/mcp", null, ping, "byn_wrong")).Status.ShouldBe(401);
        (await bench.JsonAsync(HttpMethod.Post, "/mcp", null, ping, key)).Status.ShouldBe(403);
        (await bench.JsonAsync(HttpMethod.Get, "/mcp", null)).Status.ShouldBe(405);
        (await bench.JsonAsync(HttpMethod.Delete, "/mcp", null)).Status.ShouldBe(405);
    }

    [Fact]
    public async Task A_key_lists_and_calls_the_tools_it_was_granted_and_no_others()
    {
        var made = await bench.Services.GetRequiredService<KeyAdmin>().CreateAsync(
            new KeyOrder { Service = "tests", Operations = ["mcp:use"], Tools = ["calc*"], Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        await using var client = await ClientAsync(made.Key!, Ada);
        (await client.ListToolsAsync()).Select(tool => tool.Name).ShouldBe(["ask", "run_status", "list_intents", "calculate"]);
        var answer = await CallAsync(client, "calculate", ("expression", "0.1 + 0.2"));
        answer.StructuredContent!.Value.GetProperty("result").GetString().ShouldBe("0.3");
        (await CallAsync(client, "calculate", ("expression", "1/0"))).IsError.ShouldBe(true);
        await Should.ThrowAsync<ModelContextProtocol.McpException>(async () => await CallAsync(client, "uuid_generate"));
        var log = await bench.Services.GetRequiredService<IToolLog>().ListAsync(new ToolLogQuery("default", 10) { Tool = "calculate" }, CancellationToken.None);
        log.Select(row => row.Status).ShouldBe([ToolStatus.Error, ToolStatus.Ok]);
    }

    private static string Text(CallToolResult result) => ((TextContentBlock)result.Content[0]).Text;

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, params (string Name, string Value)[] arguments) =>
        await client.CallToolAsync(tool, arguments.ToDictionary(pair => pair.Name, object? (pair) => pair.Value, StringComparer.Ordinal));

    private async Task<McpClient> ClientAsync(string key, string user) => await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(bench.Http.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {key}", ["x-banyan-user"] = user },
    }));
}
