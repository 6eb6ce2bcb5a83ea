using Banyan.Host.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Graph;

public sealed class ToolFieldTests
{
    private const string Register = "mutation($input: RegisterToolInput!) { registerTool(input: $input) { id name executor effect revision inputSchema } }";

    [Fact]
    public async Task A_tool_is_registered_tried_against_a_real_service_and_its_call_is_on_record()
    {
        await using var service = ScriptedWall.Start(WallScript.Json("""{"status":"shipped"}"""));
        await using var app = await StartAsync();
        var admin = GraphClient.Of(app);

        var tool = (await admin.DataAsync(Register, new { input = Order($"{service.Address}find") })).GetProperty("registerTool");
        var tried = (await admin.DataAsync("mutation($id: ID!) { testTool(id: $id, input: { id: 7 }) { status output error tool } }", new { id = tool.GetProperty("id").GetString() })).GetProperty("testTool");

        tried.GetRawText().ShouldBe("""{"status":"ok","output":{"status":"shipped"},"error":null,"tool":"find_order"}""");
        service.Requests.ShouldHaveSingleItem().Text.ShouldBe("""{"id":7}""");
        (await admin.DataAsync("""{ tool(id: "find_order") { calls24h enabled } toolExecutions(tool: "find_order", first: 5) { nodes { tool status input } } }""")).GetRawText()
            .ShouldBe("""{"tool":{"calls24h":1,"enabled":true},"toolExecutions":{"nodes":[{"tool":"find_order","status":"ok","input":{"id":7}}]}}""");
        (await admin.DataAsync("""mutation { setToolEnabled(id: "find_order", enabled: false) { enabled } }""")).GetRawText().ShouldContain("false");
    }

    [Fact]
    public async Task A_broken_schema_is_refused_and_a_key_without_the_scope_registers_nothing()
    {
        await using var app = await StartAsync();
        var refused = await GraphClient.Of(app).AskAsync(Register, new { input = Order("http://127.0.0.1:1/x", new { type = "no such type" }) });
        var narrow = await (await GraphClient.WithAsync(app, "chat")).AskAsync(Register, new { input = Order("http://127.0.0.1:1/x") });

        refused.Codes.ShouldBe(["BAD_USER_INPUT"]);
        narrow.Codes.ShouldBe(["FORBIDDEN"]);
        (await (await GraphClient.WithAsync(app, "chat")).DataAsync("{ availableTools { name } }")).GetRawText().ShouldBe("""{"availableTools":[]}""");
    }

    private static Task<BanyanApp> StartAsync() => BanyanApp.StartAsync("", null, ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8"));

    private static object Order(string endpoint, object? schema = null) => new
    {
        name = "find_order",
        description = "Finds an order.",
        category = "shop",
        inputSchema = schema ?? new { type = "object", properties = new { id = new { type = "integer" } }, required = new[] { "id" } },
        executorEndpoint = endpoint,
    };
}
