using Banyan.Host.Tests.Clients;

namespace Banyan.Host.Tests.Tools;

/// <summary>The official MCP Inspector, on its command line, against the service.</summary>
[Trait("needs", "node")]
public sealed class InspectorTests
{
    [Fact]
    public async Task The_inspector_lists_and_calls_granted_tools()
    {
        await using var stage = await ToolStage.StartAsync();
        await stage.RegisterAsync();
        await NodeClients.InstallAsync();
        var (listed, tools) = await InspectAsync(stage, "tools/list");
        listed.ShouldBe(0, tools);
        tools.ShouldContain("\"find_order\"");
        tools.ShouldContain("\"calculate\"");
        var (called, answer) = await InspectAsync(stage, "tools/call", "--tool-name", "calculate", "--tool-arg", "expression=0.1+0.2");
        called.ShouldBe(0, answer);
        answer.ShouldContain("\"result\": \"0.3\"");
        var (found, order) = await InspectAsync(stage, "tools/call", "--tool-name", "find_order", "--tool-arg", "id=7");
        found.ShouldBe(0, order);
        order.ShouldContain("shipped");
        stage.Tool.Requests.Single().Text.ShouldBe("""{"id":7}""");
        (await stage.LogAsync()).Count.ShouldBe(2);
    }

    private static Task<(int Status, string Output)> InspectAsync(ToolStage stage, string method, params string[] more) => NodeClients.RunAsync(
        "node",
        ["node_modules/.bin/mcp-inspector", "--cli", new Uri(stage.App.Address, "/mcp").AbsoluteUri, "--transport", "http", "--header", $"Authorization: Bearer {stage.App.Key}", "--method", method, .. more],
        stage.App.Address.AbsoluteUri);
}
