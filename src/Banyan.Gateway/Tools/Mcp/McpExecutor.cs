using System.Text.Json;
using Banyan.Gateway.Tools.Calling;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Wire.Mcp;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Runs tools of MCP servers.</summary>
internal sealed class McpExecutor(IMcpStore store, McpDial dial) : IToolExecutor
{
    private const int LongestError = 1_000;

    /// <inheritdoc />
    public ToolExecutorKind Kind => ToolExecutorKind.Mcp;

    /// <inheritdoc />
    public async Task<ToolResult> RunAsync(Tool tool, ToolCall call, CancellationToken cancellationToken)
    {
        var servers = await store.ListAsync(call.Caller.Tenant, cancellationToken);
        if (servers.FirstOrDefault(one => one.Name == tool.Service) is not { IsEnabled: true } server)
        {
            return ToolOutput.Denied("There is no such tool for this key.");
        }

        var (reply, fault) = await dial.AskAsync(server, id => McpText.CallTool(id, tool.Endpoint!, call.Arguments, call.IdempotencyKey), tool.Timeout, cancellationToken);
        return (reply.Result, fault) switch
        {
            ({ } result, _) => Read(result),
            (_, CallFault.TimedOut) => ToolOutput.TimedOut(),
            (_, CallFault.Refused) => ToolOutput.Denied("The tool's server may not be called."),
            _ => ToolOutput.Failed($"The tool's server failed: {reply.Problem}."),
        };
    }

    /// <summary>Data where there is data; else the text parts, as JSON if they are.</summary>
    private static ToolResult Read(JsonElement result)
    {
        var text = Text(result);
        if (result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True)
        {
            return ToolOutput.Failed(Redaction.Short(text.Length > 0 ? text : "The tool failed.", LongestError));
        }

        if (result.TryGetProperty("structuredContent", out var data) && data.ValueKind == JsonValueKind.Object)
        {
            return ToolOutput.Of(data.Clone());
        }

        return ToolOutput.Of(ToolOutput.Read(System.Text.Encoding.UTF8.GetBytes(text)) ?? ToolOutput.Write(writer => writer.WriteStringValue(text)));
    }

    private static string Text(JsonElement result) =>
        result.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? string.Join('\n', content.EnumerateArray()
                .Where(part => part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                .Select(part => part.GetProperty("text").GetString()))
            : "";
}
