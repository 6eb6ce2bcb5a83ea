using Banyan.Host.Tests.Clients;

namespace Banyan.Host.Tests.Tools;

/// <summary>The official MCP Inspector, on its command line, against the service.</summary>
[Trait("needs", "node")]
public sealed class InspectorTests
{
    [Fact]
    public async Task The_inspector_lists_and_calls_granted_tools_and_renders_prompts()
    {
        await using var stage = await ToolStage.StartAsync();
        await stage.RegisterAsync();
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
        await stage.PublishAsync();
        var (prompted, prompts) = await InspectAsync(stage, "prompts/list");
        prompted.ShouldBe(0, prompts);
        prompts.ShouldContain("\"say-it\"");
        var (got, rendered) = await InspectAsync(stage, "prompts/get", "--prompt-name", "say-it", "--prompt-args", "words=hello", "count=3");
        got.ShouldBe(0, rendered);
        rendered.ShouldContain("Say hello in 3 words.");
    }

    private static Task<(int Status, string Output)> InspectAsync(ToolStage stage, string method, params string[] more) => NodeClients.RunAsync(
        "node",
        ["node_modules/.bin/mcp-inspector", "--cli", new Uri(stage.App.Address, "/mcp").AbsoluteUri, "--transport", "http", "--header", $"Authorization: Bearer {stage.App.Key}", "--method", method, .. more],
        stage.App.Address.AbsoluteUri);
}
