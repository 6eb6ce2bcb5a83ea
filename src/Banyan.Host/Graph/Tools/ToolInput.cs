using System.Text.Json;
using Banyan.Gateway.Tools.Registry;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Tools;

/// <summary>Reads what somebody registers.</summary>
internal static class ToolInput
{
    /// <summary>The members of <c>RegisterToolInput</c>.</summary>
    public const string Members =
        """
        "The tool that is changed; null to register a new one." id: ID, "The revision that was read before the change." expectedRevision: Int,
        "The name models call it by." name: String!, "What it does, for the model." description: String!, "What people sort it under." category: String!,
        "JSON Schema of the arguments, an object." inputSchema: JSON!, "JSON Schema of the result." outputSchema: JSON,
        "The service it belongs to." executorService: String, "The address that is posted to." executorEndpoint: String!, "Only POST is taken." method: String = "POST",
        "Name of an entry of tools.secrets." authRef: String, "What a call changes." effect: Effect = READ, "Whether the same call twice does no more than once." idempotent: Boolean = false,
        "Milliseconds a call may take." timeoutMs: Int = 5000, "{retries, delayMs, factor}." retryPolicy: JSON
        """;

    /// <summary>Reads it.</summary>
    /// <exception cref="CoercionException">A member is not of its form.</exception>
    public static ToolOrder Read(InputFields fields)
    {
        if (fields.Text("method") is { } method && method != "POST")
        {
            throw new CoercionException("method: tools are called by POST.");
        }

        return new ToolOrder
        {
            Id = fields.Text("id") is { } id ? Guid.TryParseExact(id, "D", out var known) ? known : throw new CoercionException("id: a UUID is wanted.") : null,
            ExpectedRevision = fields.Int("expectedRevision"),
            Name = fields.Text("name")!,
            Description = fields.Text("description")!,
            Category = fields.Text("category")!,
            InputSchema = fields.Json("inputSchema")!.Value,
            OutputSchema = fields.Json("outputSchema") is { ValueKind: not JsonValueKind.Null } output ? output : null,
            Service = fields.Text("executorService"),
            Endpoint = fields.Text("executorEndpoint")!,
            AuthRef = fields.Text("authRef"),
            Effect = Enum.Parse<ToolEffect>(fields.Text("effect") ?? "READ", ignoreCase: true),
            IsIdempotent = fields.Bool("idempotent") ?? false,
            Timeout = TimeSpan.FromMilliseconds(fields.Int("timeoutMs") ?? 5_000),
            Retry = Retry(fields.Json("retryPolicy")),
        };
    }

    /// <summary>A policy as it is shown.</summary>
    public static Dictionary<string, object?> Policy(ToolRetry retry) =>
        new(StringComparer.Ordinal) { ["retries"] = retry.Retries, ["delayMs"] = retry.DelayMs, ["factor"] = retry.Factor };

    private static ToolRetry Retry(JsonElement? policy)
    {
        var standard = new ToolRetry();
        if (policy is not { ValueKind: JsonValueKind.Object } given)
        {
            return policy is null or { ValueKind: JsonValueKind.Null } ? standard : throw new CoercionException("retryPolicy: an object is wanted.");
        }

        return new ToolRetry((int)Number(given, "retries", standard.Retries), (int)Number(given, "delayMs", standard.DelayMs), Number(given, "factor", standard.Factor));
    }

    private static double Number(JsonElement policy, string name, double standard) =>
        !policy.TryGetProperty(name, out var value) ? standard : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new CoercionException($"retryPolicy.{name}: a number is wanted.");
}
