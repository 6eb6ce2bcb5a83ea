using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Asks an MCP endpoint (streamable HTTP) for its tools.</summary>
/// <remarks>Source: Model Context Protocol, revision 2025-06-18: transports, lifecycle, tools; read 2026-11-21.</remarks>
internal sealed class McpTools(DiscoveryFetch fetch, Backend backend, string path)
{
    private const string Version = "2025-06-18";
    private const int MostPages = 10;

    private readonly Uri _address = new(backend.BaseUrl, path);
    private string? _session;
    private int _id;

    /// <summary>Lists the tools.</summary>
    /// <returns>The tools, or why there are none.</returns>
    public async Task<(IReadOnlyList<OperationShape> Tools, string? Problem)> ListAsync(CancellationToken cancellationToken)
    {
        var hello = new JsonObject { ["protocolVersion"] = Version, ["capabilities"] = new JsonObject(), ["clientInfo"] = new JsonObject { ["name"] = "banyan", ["version"] = "1" } };
        var (_, problem) = await AskAsync("initialize", hello, cancellationToken);
        if (problem is null)
        {
            await TellAsync("notifications/initialized", cancellationToken);
        }

        var tools = new List<OperationShape>();
        string? cursor = null;
        for (var page = 0; problem is null && page < MostPages; page++)
        {
            (var result, problem) = await AskAsync("tools/list", cursor is null ? [] : new JsonObject { ["cursor"] = cursor }, cancellationToken);
            tools.AddRange((result?["tools"] as JsonArray ?? []).OfType<JsonObject>().Select(Shape).OfType<OperationShape>());
            cursor = ValueRules.Text(result?["nextCursor"]);
            if (cursor is null)
            {
                break;
            }
        }

        return (tools, problem);
    }

    private OperationShape? Shape(JsonObject tool)
    {
        if (ValueRules.Text(tool["name"]) is not { Length: > 0 } name)
        {
            return null;
        }

        var input = new SchemaInliner(tool["inputSchema"] as JsonObject ?? []).Inline(tool["inputSchema"]);
        var required = (input["required"] as JsonArray ?? []).Select(ValueRules.Text).ToList();
        var hints = tool["annotations"] as JsonObject ?? [];
        return new OperationShape
        {
            OperationId = name,
            Method = "",
            Path = path,
            Title = ValueRules.Text(tool["title"]) ?? ValueRules.Text(hints["title"]) ?? "",
            Description = ValueRules.Text(tool["description"]) ?? "",
            Parameters = [.. (input["properties"] as JsonObject ?? []).Select(member => new OperationParameter(member.Key, "body", required.Contains(member.Key)))],
            Params = input,
            Result = tool["outputSchema"] is JsonObject output ? new SchemaInliner(output).Inline(output) : null,
            Intent = (JsonObject?)(tool["_meta"]?["x-banyan-intent"] as JsonObject)?.DeepClone(),
            Hint = Hint(hints),
            IsIdempotent = ValueRules.Text(hints["idempotentHint"]) == "true",
        };
    }

    /// <summary>Of a tool that does not say it only reads, the protocol assumes that it may destroy.</summary>
    private static Effect Hint(JsonObject hints) =>
        ValueRules.Text(hints["readOnlyHint"]) == "true" ? Effect.Read : ValueRules.Text(hints["destructiveHint"]) == "false" ? Effect.Write : Effect.Destructive;

    private async Task<(JsonObject? Result, string? Problem)> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var fetched = await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_id, ["method"] = method, ["params"] = parameters }, cancellationToken);
        if (fetched.Body is null)
        {
            return (null, fetched.Problem ?? $"there is no MCP endpoint at {path}");
        }

        var (answer, problem) = YamlText.Read(Message(fetched.Body));
        return answer?["result"] is JsonObject result ? (result, null) : (null, $"{method} at {path} is not answered with a result{(problem is null ? "" : ": " + problem)}");
    }

    private Task<Fetched> TellAsync(string method, CancellationToken cancellationToken) =>
        SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method }, cancellationToken);

    private async Task<Fetched> SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Version);
        if (_session is not null)
        {
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", _session);
        }

        return await fetch.PostAsync(request, backend, headers => _session = headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : _session, cancellationToken);
    }

    /// <summary>The answer itself, or the last message of an event stream that carries an answer.</summary>
    private static byte[] Message(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        if (text.AsSpan().TrimStart().StartsWith("{"))
        {
            return body;
        }

        var events = text.ReplaceLineEndings("\n").Split("\n\n").Select(one => string.Join('\n', one.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].TrimStart())));
        return Encoding.UTF8.GetBytes(events.LastOrDefault(data => data.Contains("\"id\"", StringComparison.Ordinal)) ?? "{}");
    }
}
