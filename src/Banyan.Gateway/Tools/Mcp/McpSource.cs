using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Offers the approved tools of enabled servers, under the server's prefix.</summary>
internal sealed class McpSource(IMcpStore store) : IToolSource
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Tool>> ListAsync(string tenant, CatalogSnapshot catalog, CancellationToken cancellationToken)
    {
        var servers = (await store.ListAsync(tenant, cancellationToken)).Where(server => server.IsEnabled).ToDictionary(server => server.Id);
        if (servers.Count == 0)
        {
            return [];
        }

        var timeout = ToolSettings.Of(catalog).Timeout;
        return [.. (await store.DefinitionsAsync(tenant, cancellationToken))
            .Where(definition => definition.IsApproved && servers.ContainsKey(definition.ServerId))
            .Select(definition => Made(servers[definition.ServerId], definition, timeout)).OfType<Tool>()];
    }

    /// <summary>A tool as models are offered it; null when its name or schema can't be.</summary>
    internal static Tool? Made(McpServer server, McpDefinition definition, TimeSpan timeout)
    {
        var name = $"{server.Prefix}__{string.Concat(definition.Name.Select(one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-' ? one : '_'))}";
        if (!ToolCheck.IsName(name) || ToolOutput.Read(System.Text.Encoding.UTF8.GetBytes(definition.Json)) is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("inputSchema", out var input) || !ToolCheck.IsReadable(input))
        {
            return null;
        }

        var output = json.TryGetProperty("outputSchema", out var told) && ToolCheck.IsReadable(told) ? told : (JsonElement?)null;
        return new Tool
        {
            Id = DerivedId.Of(server.Tenant, $"mcp:{server.Id:D}:{definition.Name}"),
            Tenant = server.Tenant,
            Name = name,
            Description = Redaction.Short(Text(json, "description") is { Length: > 0 } words ? words : definition.Name, 1_024),
            Category = "mcp",
            InputSchema = input,
            OutputSchema = output,
            Executor = ToolExecutorKind.Mcp,
            Service = server.Name,
            Endpoint = definition.Name,
            AuthRef = server.AuthRef,
            Effect = Effect(server, json),
            IsIdempotent = server.IsTrusted && Hint(json, "idempotentHint") == true,
            Timeout = timeout,
            Retry = new ToolRetry(0),
        };
    }

    /// <summary>Of a tool that does not say it only reads, the protocol assumes that it may destroy; of a server that is not trusted, nobody believes it.</summary>
    private static ToolEffect Effect(McpServer server, JsonElement definition) =>
        !server.IsTrusted ? ToolEffect.Destructive
            : Hint(definition, "readOnlyHint") == true ? ToolEffect.Read
            : Hint(definition, "destructiveHint") == false ? ToolEffect.Write
            : ToolEffect.Destructive;

    private static bool? Hint(JsonElement definition, string name) =>
        definition.TryGetProperty("annotations", out var hints) && hints.ValueKind == JsonValueKind.Object && hints.TryGetProperty(name, out var hint)
            ? hint.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
