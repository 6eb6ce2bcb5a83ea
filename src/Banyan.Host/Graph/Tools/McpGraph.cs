using Banyan.Gateway.Tools.Mcp;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Tools;

/// <summary>MCP servers as sources of tools.</summary>
internal static class McpGraph
{
    private const string Members =
        """
        "The server that is changed; null for a new one." id: ID, "Its name: small letters, digits and hyphens." name: String!, "Its address." url: String!,
        "Name of an entry of tools.secrets." authRef: String, "trusted or untrusted: whether its hints about what tools do are believed." trust: String = "untrusted",
        "What stands before the names of its tools; its name when left out." prefix: String, "Whether its tools may be called." enabled: Boolean = true
        """;

    public static void AddTo(GraphBuilder graph, string read, string write)
    {
        graph.Object<McpServerState>("McpServer", "An MCP server whose tools models may call.", Declare);
        graph.Input("McpServerInput", "An MCP server.", Members, Read);
        graph.Query("mcpServers: [McpServer!]!", async context => await context.Get<IMcpServers>().ListAsync(context.Caller().Tenant, context.Cancelled), "The tenant's servers by name.").Requires(read);
        graph.Mutation("saveMcpServer(input: McpServerInput!): McpServer!", SaveAsync, "Registers or changes a server and asks it for its tools; those it names the first time are approved with it.")
            .Arg("input", "The server.").Requires(write);
        graph.Mutation("approveMcpTools(serverId: ID!, tools: [String!]!): McpServer!", ApproveAsync, "Approves definitions that came or changed since.")
            .Arg("serverId", "The server.").Arg("tools", "The server's own names of them.").Requires(write);
        graph.Mutation("removeMcpServer(id: ID!): Boolean!", RemoveAsync, "Removes a server with its tools; false when there is none.").Arg("id", "The server.").Requires(write);
    }

    private static void Declare(ObjectBuilder<McpServerState> type)
    {
        type.Field("id: ID!", one => one.Server.Id.ToString("D"), "Identity.");
        type.Field("name: String!", one => one.Server.Name, "Its name.");
        type.Field("url: String!", one => one.Server.Url, "Its address.");
        type.Field("trust: String!", one => one.Server.IsTrusted ? "trusted" : "untrusted", "Whether its hints are believed.");
        type.Field("prefix: String!", one => one.Server.Prefix, "What stands before the names of its tools.");
        type.Field("status: String!", one => Status(one.Server), "disabled, unlisted, ok, or what went wrong when it was last asked.");
        type.Field("tools: [Tool!]!", one => one.Tools, "Its tools that models may be offered.");
        type.Field("quarantined: [String!]!", one => one.Waiting, "Names of definitions that wait to be approved.");
        type.Field("lastListedAt: DateTime", one => one.Server.LastListedAt, "When it was last asked; null when never.");
        type.Field("revision: Int!", one => one.Server.Revision, "Counts up with every change by a person.");
    }

    private static string Status(McpServer server) => !server.IsEnabled ? "disabled" : server.Problem ?? (server.LastListedAt is null ? "unlisted" : "ok");

    private static McpServerOrder Read(InputFields fields) => new()
    {
        Id = fields.Text("id") is { } id ? Id(id) : null,
        Name = fields.Text("name")!,
        Url = fields.Text("url")!,
        AuthRef = fields.Text("authRef"),
        IsTrusted = fields.Text("trust") switch
        {
            "trusted" => true,
            null or "untrusted" => false,
            _ => throw new CoercionException("trust: trusted or untrusted is wanted."),
        },
        Prefix = fields.Text("prefix"),
        IsEnabled = fields.Bool("enabled") ?? true,
    };

    private static async ValueTask<McpServerState> SaveAsync(FieldContext context)
    {
        var order = context.Arg<McpServerOrder>("input");
        var state = Kept(await context.Get<IMcpServers>().SaveAsync(context.Caller().Tenant, order, $"key:{context.Caller().KeyId}", context.Cancelled));
        await context.AuditAsync("saveMcpServer", $"mcp:{state.Server.Name}", new(StringComparer.Ordinal) { ["url"] = state.Server.Url, ["trusted"] = state.Server.IsTrusted ? "true" : "false" });
        return state;
    }

    private static async ValueTask<McpServerState> ApproveAsync(FieldContext context)
    {
        var tools = context.Args<string>("tools");
        var state = Kept(await context.Get<IMcpServers>().ApproveAsync(context.Caller().Tenant, Id(context.Arg<string>("serverId")), tools, context.Cancelled));
        await context.AuditAsync("approveMcpTools", $"mcp:{state.Server.Name}", new(StringComparer.Ordinal) { ["tools"] = string.Join(' ', tools) });
        return state;
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var id = Id(context.Arg<string>("id"));
        var isRemoved = await context.Get<IMcpServers>().RemoveAsync(context.Caller().Tenant, id, context.Cancelled);
        if (isRemoved)
        {
            await context.AuditAsync("removeMcpServer", $"mcp:{id:D}", new(StringComparer.Ordinal));
        }

        return isRemoved;
    }

    private static McpServerState Kept(McpServerChange change) => change.State ?? throw new RefusedException(change.Failure!);

    private static Guid Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw new CoercionException("The id of a server is a UUID.");
}
