using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Tools;

/// <summary>Registering tools, enabling and removing them, trying one. Each act is written to the audit log.</summary>
internal static class ToolMutations
{
    public static void AddTo(GraphBuilder graph, string write, string test)
    {
        graph.Input("RegisterToolInput", "A tool behind HTTP.", ToolInput.Members, ToolInput.Read);
        graph.Mutation("registerTool(input: RegisterToolInput!): Tool!", RegisterAsync, "Registers a tool, or changes one that was registered.").Arg("input", "The tool.").Requires(write);
        graph.Mutation("setToolEnabled(id: ID!, enabled: Boolean!): Tool!", EnableAsync, "Lets a tool of any kind be called, or not.")
            .Arg("id", "Its id or name.").Arg("enabled", "Whether it may be called.").Requires(write);
        graph.Mutation("removeTool(id: ID!): Boolean!", RemoveAsync, "Removes a registered tool; false when there is none.").Arg("id", "Its id or name.").Requires(write);
        graph.Mutation("testTool(id: ID!, input: JSON!): ToolExecution!", TestAsync, "Runs a tool once for the caller, with its effects, and tells how it went.")
            .Arg("id", "Its id or name.").Arg("input", "The arguments.").Requires(test).OwnDeadline();
    }

    private static async ValueTask<Tool> RegisterAsync(FieldContext context)
    {
        var order = context.Arg<ToolOrder>("input");
        var tool = Kept(await context.Get<IToolRegistry>().RegisterAsync(context.Caller().Tenant, order, By(context), context.Cancelled));
        await context.AuditAsync("registerTool", $"tool:{tool.Name}", new(StringComparer.Ordinal) { ["endpoint"] = tool.Endpoint, ["effect"] = tool.Effect.ToString(), ["revision"] = tool.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return tool;
    }

    private static async ValueTask<Tool> EnableAsync(FieldContext context)
    {
        var isEnabled = context.Arg<bool>("enabled");
        var tool = Kept(await context.Get<IToolRegistry>().SetEnabledAsync(context.Caller().Tenant, context.Arg<string>("id"), isEnabled, By(context), context.Cancelled));
        await context.AuditAsync("setToolEnabled", $"tool:{tool.Name}", new(StringComparer.Ordinal) { ["enabled"] = isEnabled ? "true" : "false" });
        return tool;
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var id = context.Arg<string>("id");
        var isRemoved = await context.Get<IToolRegistry>().RemoveAsync(context.Caller().Tenant, id, context.Cancelled);
        if (isRemoved)
        {
            await context.AuditAsync("removeTool", $"tool:{id}", new(StringComparer.Ordinal));
        }

        return isRemoved;
    }

    private static async ValueTask<ToolExecution> TestAsync(FieldContext context)
    {
        var (caller, time) = (context.Caller(), context.Get<TimeProvider>());
        var tool = await context.Get<IToolRegistry>().FindAsync(caller.Tenant, context.Arg<string>("id"), context.Cancelled) ?? throw GraphActs.NotFound("There is no such tool.");
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        var result = await context.Get<IToolRunner>().RunAsync(
            new ToolCall
            {
                Caller = caller,
                Tool = tool.Name,
                Arguments = context.Arg<JsonElement>("input"),
                CallId = $"test-{id}",
                IdempotencyKey = $"test:{id}",
                Deadline = Deadline.After(context.Get<ICatalog>().Current.RequestTimeout, time),
            },
            context.Cancelled);
        await context.AuditAsync("testTool", $"tool:{tool.Name}", new(StringComparer.Ordinal) { ["status"] = result.Status.ToString() });
        return new ToolExecution
        {
            Id = result.ExecutionId,
            Tenant = caller.Tenant,
            ToolId = tool.Id,
            Tool = tool.Name,
            Service = caller.Service,
            CallId = $"test-{id}",
            Input = context.Arg<JsonElement>("input"),
            Output = result.Output,
            Status = result.Status,
            Error = result.Error,
            Attempts = result.Attempts,
            LatencyMs = result.LatencyMs,
            ExecutedAt = time.GetUtcNow(),
        };
    }

    private static Tool Kept(ToolChange change) => change.Tool ?? throw new RefusedException(change.Failure!);

    private static string By(FieldContext context) => $"key:{context.Caller().KeyId}";
}
