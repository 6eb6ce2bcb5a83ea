using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Host.Doors.Intents;

namespace Banyan.Host.Doors.Mcp;

/// <summary>The tools of the gateway that a key was granted, run by the same runner as in every tool loop.</summary>
internal sealed class McpGrantedTools(IToolRegistry registry, IToolRunner runner, ICatalog catalog, TimeProvider time)
{
    /// <summary>Those the caller may see.</summary>
    public ValueTask<IReadOnlyList<Tool>> ListAsync(IntentCall call) => registry.ForAsync(call.Subject.Caller, call.Token);

    /// <summary>Runs one of them.</summary>
    /// <returns>False when the key was granted none of this name: nothing was answered.</returns>
    public async Task<bool> TryCallAsync(IntentCall call, McpMessage message, string name, JsonElement arguments)
    {
        if (!(await ListAsync(call)).Any(tool => tool.Name == name))
        {
            return false;
        }

        var result = await runner.RunAsync(Call(call, message, name, arguments), call.Token);
        var data = result.Output is { ValueKind: JsonValueKind.Object } output ? output : (JsonElement?)null;
        await RpcAnswer.ToolAsync(call, message.Id, result.Error ?? result.ForModel(), data, isError: result.Error is not null);
        return true;
    }

    private ToolCall Call(IntentCall call, McpMessage message, string name, JsonElement arguments)
    {
        var meta = message.Params.TryGetProperty("_meta", out var told) ? told : default;
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        return new ToolCall
        {
            Caller = call.Subject.Caller,
            Tool = name,
            Arguments = arguments.ValueKind == JsonValueKind.Undefined ? Empty : arguments,
            CallId = $"mcp-{id}",
            IdempotencyKey = McpMessage.Text(meta, "idempotencyKey") is { Length: > 0 and <= 200 } key ? $"mcp:{call.Subject.Caller.Service}:{key}" : $"mcp:{id}",
            TraceParent = call.Http.Request.Headers.TraceParent,
            Deadline = Deadline.After(catalog.Current.RequestTimeout, time),
        };
    }

    private static JsonElement Empty { get; } = JsonDocument.Parse("{}").RootElement;
}
