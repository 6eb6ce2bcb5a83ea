using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>A service's <c>/.well-known/banyan-intents</c>.</summary>
/// <param name="Operations">Its operations, each an intent.</param>
/// <param name="TimeToLive">When it wants to be asked again; null when it does not say.</param>
/// <param name="Health">Path of its health; null when it does not say.</param>
/// <param name="OpenApi">Path of its OpenAPI document; null when it names none.</param>
internal sealed record Manifest(IReadOnlyList<OperationShape> Operations, TimeSpan? TimeToLive, string? Health, string? OpenApi)
{
    private const int MostIntents = 500;

    /// <summary>Reads a manifest; an entry that can't be read is an error and the others stay.</summary>
    /// <returns>The manifest; null when the document is none.</returns>
    public static Manifest? Read(JsonObject root, List<string> errors)
    {
        if (ValueRules.Text(root["banyan"]) != "1" || root["intents"] is not JsonArray intents)
        {
            errors.Add("/.well-known/banyan-intents: { \"banyan\": \"1\", \"intents\": [] } is wanted.");
            return null;
        }

        var operations = new List<OperationShape>();
        for (var i = 0; i < intents.Count && i < MostIntents; i++)
        {
            if (intents[i] is JsonObject intent && ValueRules.Text(intent["operationId"]) is { Length: > 0 } id && Shape(id, intent) is { } shape)
            {
                operations.Add(shape);
            }
            else
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"intents[{i}]: operationId and http {{ method, path }} are wanted."));
            }
        }

        var ttl = decimal.TryParse(ValueRules.Text(root["ttlMs"]), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromMilliseconds((double)Math.Min(ms, 86_400_000)) : (TimeSpan?)null;
        return new Manifest(operations, ttl, ValueRules.Text(root["health"]), ValueRules.Text(root["openapi"]));
    }

    private static OperationShape? Shape(string id, JsonObject intent)
    {
        var (method, path) = (ValueRules.Text(intent["http"]?["method"])?.ToUpperInvariant(), ValueRules.Text(intent["http"]?["path"]));
        if (method is not ("GET" or "PUT" or "POST" or "DELETE" or "PATCH") || path is null || !path.StartsWith('/'))
        {
            return null;
        }

        return new OperationShape
        {
            OperationId = id,
            Method = method,
            Path = path,
            Intent = (JsonObject)intent.DeepClone(),
            Parameters = Places(method, path, intent["params"] as JsonObject),
        };
    }

    /// <summary>Without a document a parameter goes where its name stands in the path, else into the query of a GET or DELETE, else into the body.</summary>
    private static IReadOnlyList<OperationParameter> Places(string method, string path, JsonObject? schema)
    {
        var required = (schema?["required"] as JsonArray ?? []).Select(ValueRules.Text).ToList();
        var other = method is "GET" or "DELETE" ? "query" : "body";
        return
        [
            .. (schema?["properties"] as JsonObject ?? []).Select(property => property.Key).Select(name =>
                path.Contains($"{{{name}}}", StringComparison.Ordinal) ? new OperationParameter(name, "path", true) : new OperationParameter(name, other, required.Contains(name))),
        ];
    }
}
