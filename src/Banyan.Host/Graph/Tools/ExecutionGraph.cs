using Banyan.Gateway.Tools.Executing;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Tools;

/// <summary>What became of calls.</summary>
internal static class ExecutionGraph
{
    public static void AddTo(GraphBuilder graph, string read)
    {
        graph.Object<ToolExecution>("ToolExecution", "A call of a tool, redacted.", Declare);
        graph.QueryConnection<ToolExecution>(
            "toolExecutions(\"Only of this tool, by name.\" tool: String, \"Only of this exchange.\" requestId: ID): ToolExecution!", PageAsync, "Calls, newest first.").Requires(read);
    }

    private static void Declare(ObjectBuilder<ToolExecution> type)
    {
        type.Field("id: ID!", one => one.Id.ToString("D"), "Identity, in the order of time.");
        type.Field("completionRequestId: ID", one => one.RequestId?.ToString("D"), "The exchange whose model made it; null when no model did.");
        type.Field("tool: String!", one => one.Tool, "The name it was called by.");
        type.Field("service: String!", one => one.Service, "The service whose key called.");
        type.Field("callId: String!", one => one.CallId, "The call's id.");
        type.Field("turn: Int!", one => one.Turn, "Which turn of its loop, from 1; 0 when it is in none.");
        type.Field("input: JSON", one => one.Input, "The arguments; null when they are not kept.");
        type.Field("output: JSON", one => one.Output, "The result; null when there is none or it is not kept.");
        type.Field("status: String!", one => one.Status.ToString().ToLowerInvariant(), "ok, error, timeout, denied or invalid.");
        type.Field("error: String", one => one.Error, "What went wrong; null when nothing did.");
        type.Field("attempts: Int!", one => one.Attempts, "How often the tool was tried.");
        type.Field("latencyMs: Int!", one => one.LatencyMs, "Milliseconds it took.");
        type.Field("executedAt: DateTime!", one => one.ExecutedAt, "When it began.");
    }

    private static async ValueTask<GraphConnection<ToolExecution>> PageAsync(GraphPage page, FieldContext context)
    {
        var query = new ToolLogQuery(context.Caller().Tenant, page.Size + 1)
        {
            Tool = context.Arg<string?>("tool"),
            RequestId = context.Arg<string?>("requestId") is { } request ? Id(request) : null,
            Before = Cursor.Read(page.After)?.Id,
        };
        var rows = await context.Get<IToolLog>().ListAsync(query, context.Cancelled);
        return new GraphConnection<ToolExecution>([.. rows.Take(page.Size)], row => Cursor.Of(row.ExecutedAt, row.Id)) { HasNextPage = rows.Count > page.Size, HasPreviousPage = page.After is not null };
    }

    private static Guid Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw new CoercionException("The id of an exchange is a UUID.");
}
