using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Banyan.Host.Tests.Intents;

/// <summary>Intents as MCP tools of their own: the person's rights, the same checks, and nothing changed without a yes.</summary>
public sealed class McpIntentToolTests(McpIntentToolTests.Exposing bench) : IClassFixture<McpIntentToolTests.Exposing>
{
    private const string Ada = "ada@shop.example", Bob = "bob@shop.example", Mia = "mia@shop.example";

    [Fact]
    public async Task Every_intent_the_person_may_ask_for_is_a_tool_without_what_is_bound_to_them()
    {
        await using var ada = await ClientAsync(Ada);
        await using var mia = await ClientAsync(Mia);
        var tools = await ada.ListToolsAsync();

        tools.Select(tool => tool.Name).ShouldBe(["ask", "run_status", "list_intents", .. (await CatalogueAsync(Ada)).Select(key => key.Replace('.', '_'))]);
        tools.ShouldAllBe(tool => !tool.JsonSchema.GetRawText().Contains("x-banyan-bind", StringComparison.Ordinal));
        var get = tools.Single(tool => tool.Name == "orders_get");
        get.JsonSchema.GetProperty("required")[0].GetString().ShouldBe("orderId");
        get.JsonSchema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        (get.ProtocolTool.Annotations!.ReadOnlyHint, tools.Single(tool => tool.Name == "orders_cancel").ProtocolTool.Annotations!.DestructiveHint).ShouldBe((true, true));
        (await mia.ListToolsAsync()).Select(tool => tool.Name).ShouldNotContain("orders_cancel");
    }

    [Fact]
    public async Task A_read_is_done_at_once_with_its_value_as_data_and_no_planner()
    {
        await using var ada = await ClientAsync(Ada);
        var order = await CallAsync(ada, "orders_get", ("orderId", "1002"));
        var data = order.StructuredContent!.Value;
        order.IsError.ShouldNotBe(true, Text(order));
        (data.GetProperty("planner").GetString(), data.GetProperty("modelCalls").GetInt32(), data.GetProperty("status").GetString()).ShouldBe(("direct", 0, "succeeded"));
        data.GetProperty("result").GetProperty("orderId").GetString().ShouldBe("1002");
        Text(order).ShouldContain("1002");
        (await CallAsync(ada, "orders_list")).StructuredContent!.Value.GetProperty("result").GetRawText().ShouldContain("1001");
    }

    [Fact]
    public async Task What_is_anothers_is_refused_in_the_words_of_what_is_not_there()
    {
        await using var bob = await ClientAsync(Bob);
        var before = await bench.LedgerAsync();
        var foreign = await CallAsync(bob, "orders_get", ("orderId", "1002"));
        var missing = await CallAsync(bob, "orders_get", ("orderId", "4711"));
        (foreign.IsError, missing.IsError).ShouldBe((true, true));
        Text(foreign).ShouldBe(Text(missing).Replace("4711", "1002", StringComparison.Ordinal));
        foreign.StructuredContent!.Value.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
        (await CallAsync(bob, "orders_cancel", ("orderId", "1002"))).IsError.ShouldBe(true);
        var named = await CallAsync(bob, "users_get", ("customerId", "c-ada"));
        named.IsError.ShouldBe(true);
        named.StructuredContent!.Value.GetProperty("steps").GetArrayLength().ShouldBe(0, Text(named));
        (await bench.LedgerAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("orders_cancel", """{"orderId":"1004"}""")]
    [InlineData("complaints_create", """{"text":"the box was damaged","orderId":"1005"}""")]
    [InlineData("users_update_address", """{"street":"12 Oak Street","city":"Leeds","zip":"LS1 4AB"}""")]
    public async Task What_changes_something_gives_a_confirmation_whatever_the_intent_itself_wants(string tool, string arguments)
    {
        await using var client = await ClientAsync(Bob, "confirm:delegated");
        var before = await bench.LedgerAsync();
        var given = JsonDocument.Parse(arguments).RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!)).ToArray();
        var asked = await CallAsync(client, tool, given);
        var data = asked.StructuredContent!.Value;
        data.GetProperty("status").GetString().ShouldBe("awaiting_confirmation", Text(asked));
        var question = data.GetProperty("confirmation").GetProperty("text").GetString()!;
        given.ShouldAllBe(one => question.Contains(one.Item2, StringComparison.Ordinal));
        (await bench.LedgerAsync()).ShouldBe(before);

        var done = await CallAsync(client, "confirm", ("confirmation", data.GetProperty("confirmation").GetProperty("id").GetString()!), ("decision", "approve"));
        done.StructuredContent!.Value.GetProperty("status").GetString().ShouldBe("succeeded", Text(done));
        (await bench.LedgerAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_call_that_does_not_fit_is_told_what_is_wrong_and_an_unseen_intent_is_no_tool()
    {
        await using var ada = await ClientAsync(Ada);
        await using var mia = await ClientAsync(Mia);
        var lacking = await CallAsync(ada, "orders_get");
        lacking.IsError.ShouldBe(true);
        Text(lacking).ShouldContain("orderId");
        var odd = await CallAsync(ada, "orders_get", ("orderId", "1002"), ("colour", "red"));
        (odd.IsError, Text(odd).Contains("colour", StringComparison.Ordinal)).ShouldBe((true, true), Text(odd));
        await Should.ThrowAsync<ModelContextProtocol.McpException>(async () => await CallAsync(mia, "orders_cancel", ("orderId", "1002")));
        await Should.ThrowAsync<ModelContextProtocol.McpException>(async () => await CallAsync(ada, "orders.get", ("orderId", "1002")));
    }

    private static string Text(CallToolResult result) => ((TextContentBlock)result.Content[0]).Text;

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, params (string Name, string Value)[] arguments) =>
        await client.CallToolAsync(tool, arguments.ToDictionary(pair => pair.Name, object? (pair) => pair.Value, StringComparer.Ordinal));

    private async Task<IReadOnlyList<string>> CatalogueAsync(string user) =>
        [.. (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/catalogue", user)).Json.GetProperty("intents").EnumerateArray().Select(intent => intent.GetProperty("key").GetString()!)];

    private async Task<McpClient> ClientAsync(string user, params string[] scopes) => await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(bench.Http.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {(await bench.KeyAsync(["mcp:use", .. scopes])).Key}", ["x-banyan-user"] = user },
    }));

    /// <summary>The service with every intent as a tool.</summary>
    public sealed class Exposing : IntentBench
    {
        protected override string More => "\n  mcp: { exposeIntents: true }\n";

        /// <summary>How many changes all services have seen.</summary>
        public async Task<int> LedgerAsync()
        {
            var effects = 0;
            foreach (var address in Shop.Addresses.Values)
            {
                var entries = JsonDocument.Parse(await Http.GetStringAsync(new Uri(address, "/_ledger"))).RootElement;
                effects += entries.EnumerateArray().Count(entry => entry.TryGetProperty("effect", out var effect) && effect.ValueKind == JsonValueKind.String);
            }

            return effects;
        }
    }
}
