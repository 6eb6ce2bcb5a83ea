using System.Text.Json;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire.Mcp;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Asks servers for their tools, and keeps what they say beside what was approved.</summary>
internal sealed class McpLister(IMcpStore store, McpDial dial, ToolBooks books)
{
    private const int MostPages = 20, MostTools = 500, LongestName = 128;

    /// <summary>The clock.</summary>
    public TimeProvider Time => dial.Time;

    /// <summary>Asks one.</summary>
    public async Task AskAsync(McpServer server, CancellationToken cancellationToken)
    {
        var (listed, problem) = await ListAsync(server, cancellationToken);
        if (problem is null)
        {
            var known = (await store.DefinitionsAsync(server.Tenant, cancellationToken)).Where(one => one.ServerId == server.Id).ToList();
            var kept = McpPins.Merge(server, known, listed);
            var hash = McpPins.HashOf(kept);
            if (hash != server.ToolsHash && await store.ReplaceAsync(server, hash, kept, cancellationToken))
            {
                await books.ChangedAsync(server.Tenant, cancellationToken);
            }
        }

        await store.NoteAsync(server.Tenant, server.Id, dial.Time.GetUtcNow(), problem, cancellationToken);
    }

    /// <summary>Asks all whose list is older than it is good for.</summary>
    public async Task AskDueAsync(string tenant, CancellationToken cancellationToken)
    {
        var due = dial.Time.GetUtcNow() - ToolSettings.Of(books.Catalog).McpListFor;
        foreach (var server in (await store.ListAsync(tenant, cancellationToken)).Where(server => server.IsEnabled && (server.LastListedAt is not { } at || at <= due)))
        {
            await AskAsync(server, cancellationToken);
        }
    }

    private async Task<(IReadOnlyList<(string Name, JsonElement Definition)> Tools, string? Problem)> ListAsync(McpServer server, CancellationToken cancellationToken)
    {
        var tools = new List<(string, JsonElement)>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var asked = cursor;
            var (reply, _) = await dial.AskAsync(server, id => McpText.ListTools(id, asked), ToolSettings.Of(books.Catalog).Timeout, cancellationToken);
            if (reply.Result is not { } result)
            {
                return ([], reply.Problem);
            }

            foreach (var tool in result.TryGetProperty("tools", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
            {
                if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 and <= LongestName } named)
                {
                    tools.Add((named, tool.Clone()));
                }
            }

            if (tools.Count > MostTools)
            {
                return ([], $"it has more than {MostTools} tools");
            }

            cursor = result.TryGetProperty("nextCursor", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (cursor is null)
            {
                return (tools, null);
            }
        }

        return ([], $"its list has more than {MostPages} pages");
    }
}
