using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Tools;

/// <summary>Tools: what there is, and what became of calls.</summary>
internal static class ToolGraph
{
    private const string Read = "tools:read", Write = "tools:write", Log = "tools:log", Test = "tools:test";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum(
            "ToolExecutorKind", "Who runs a tool.", ("BUILTIN", "Banyan itself."), ("HTTP", "A service that takes the arguments by POST."), ("MCP", "An MCP server."), ("INTENT", "The intent orchestrator."));
        graph.Object<Tool>("Tool", "Something a model may have done.", Declare);
        graph.Query("availableTools: [Tool!]!", async context => await context.Get<IToolRegistry>().ForAsync(context.Caller(), context.Cancelled), "Enabled tools the caller's key was granted, by name.");
        graph.Query("tools: [Tool!]!", async context => await context.Get<IToolRegistry>().ListAsync(context.Caller().Tenant, context.Cancelled), "Every tool of the tenant, disabled ones too, by name.").Requires(Read);
        graph.Query("tool(id: ID!): Tool", FindAsync, "One of them; null when there is none.").Arg("id", "Its id or name.");
        ExecutionGraph.AddTo(graph, Log);
        ToolMutations.AddTo(graph, Write, Test);
        McpGraph.AddTo(graph, Read, Write);
    }

    private static void Declare(ObjectBuilder<Tool> type)
    {
        type.Key("id", ByIdsAsync, tool => tool.Id.ToString("D"));
        type.Field("id: ID!", tool => tool.Id.ToString("D"), "Identity.");
        type.Field("name: String!", tool => tool.Name, "The name models call it by.");
        type.Field("description: String!", tool => tool.Description, "What it does, as the model is told.");
        type.Field("category: String!", tool => tool.Category, "What people sort it under.");
        type.Field("inputSchema: JSON!", tool => tool.InputSchema, "JSON Schema of the arguments.");
        type.Field("outputSchema: JSON", tool => tool.OutputSchema, "JSON Schema of the result; null when any result is right.");
        type.Field("executor: ToolExecutorKind!", tool => tool.Executor.ToString().ToUpperInvariant(), "Who runs it.");
        type.Field("executorService: String", tool => tool.Service, "The service or server behind it.");
        type.Field("executorEndpoint: String", tool => tool.Endpoint, "The address that is posted to, or the server's own name of it.").Requires(Read);
        type.Field("effect: Effect!", tool => tool.Effect.ToString().ToUpperInvariant(), "What a call changes.");
        type.Field("timeoutMs: Int!", tool => (int)tool.Timeout.TotalMilliseconds, "Milliseconds a call may take.");
        type.Field("retryPolicy: JSON!", tool => ToolInput.Policy(tool.Retry), "How failed calls are repeated: {retries, delayMs, factor}.");
        type.Field("enabled: Boolean!", tool => tool.IsEnabled, "Whether it may be called at all.");
        type.Field("calls24h: Long!", async (tool, context) => (await CountsAsync(tool, context)).Calls, "Calls in the last 24 hours.").Requires(Read);
        type.Field("errorRate: Float!", async (tool, context) => Rate(await CountsAsync(tool, context)), "Share of them that failed, 0 to 1.").Requires(Read);
        type.Field("revision: Int!", tool => tool.Revision, "Counts up with every change; 0 while nothing about it was changed.");
    }

    private static async ValueTask<Tool?> FindAsync(FieldContext context)
    {
        var caller = context.Caller();
        var tool = await context.Get<IToolRegistry>().FindAsync(caller.Tenant, context.Arg<string>("id"), context.Cancelled);
        return tool is not null && (caller.Grants.May(Read) || caller.Grants.MayCall(tool.Name)) ? tool : null;
    }

    private static async ValueTask<IReadOnlyList<Tool>> ByIdsAsync(IReadOnlyList<string> ids, FieldContext context)
    {
        var caller = context.Caller();
        var tools = await context.Get<IToolRegistry>().ListAsync(caller.Tenant, context.Cancelled);
        return [.. tools.Where(tool => ids.Contains(tool.Id.ToString("D"), StringComparer.Ordinal) && (caller.Grants.May(Read) || caller.Grants.MayCall(tool.Name)))];
    }

    private static async ValueTask<ToolCounts> CountsAsync(Tool tool, FieldContext context) =>
        await context.LoadAsync(CountsBatch.Instance, tool.Id) ?? new ToolCounts(0, 0);

    private static double Rate(ToolCounts counts) => counts.Calls == 0 ? 0 : counts.Failures / (double)counts.Calls;
}
