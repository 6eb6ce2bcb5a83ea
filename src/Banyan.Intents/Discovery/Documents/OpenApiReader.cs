using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Reads the operations of an OpenAPI document that was checked.</summary>
internal sealed class OpenApiReader
{
    private const int MostOperations = 500;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private readonly SchemaInliner _schemas;
    private readonly JsonObject _document;

    private OpenApiReader(JsonObject document)
    {
        _document = document;
        _schemas = new SchemaInliner(document);
    }

    /// <summary>Reads every operation, in document order; at most 500.</summary>
    public static IReadOnlyList<OperationShape> Read(JsonObject document) => [.. new OpenApiReader(document).Operations().Take(MostOperations)];

    private IEnumerable<OperationShape> Operations() =>
        from path in _document["paths"] as JsonObject ?? []
        let item = _schemas.Resolve(path.Value) as JsonObject
        where item is not null && path.Key.StartsWith('/')
        from member in item
        where Methods.Contains(member.Key, StringComparer.Ordinal) && member.Value is JsonObject
        select Operation(path.Key, member.Key.ToUpperInvariant(), (JsonObject)member.Value!, item["parameters"] as JsonArray);

    private OperationShape Operation(string path, string method, JsonObject operation, JsonArray? shared)
    {
        var (parameters, schema) = Parameters([.. operation["parameters"] as JsonArray ?? [], .. shared ?? []], operation["requestBody"]);
        return new OperationShape
        {
            OperationId = ValueRules.Text(operation["operationId"]) ?? $"{method.ToLowerInvariant()}_{path.Trim('/').Replace('/', '_')}",
            Method = method,
            Path = path,
            Tags = [.. (operation["tags"] as JsonArray ?? []).Select(ValueRules.Text).OfType<string>()],
            Title = ValueRules.Text(operation["summary"]) ?? "",
            Description = ValueRules.Text(operation["description"]) ?? "",
            Parameters = parameters,
            Params = schema,
            Result = Result(operation["responses"] as JsonObject),
            Intent = (JsonObject?)(operation["x-banyan-intent"] as JsonObject)?.DeepClone(),
            IsDeprecated = ValueRules.Text(operation["deprecated"]) == "true",
        };
    }

    private (IReadOnlyList<OperationParameter> Parameters, JsonObject Schema) Parameters(IReadOnlyList<JsonNode?> written, JsonNode? requestBody)
    {
        var (parameters, properties, required) = (new List<OperationParameter>(), new JsonObject(), new JsonArray());
        foreach (var parameter in written.Select(_schemas.Resolve).OfType<JsonObject>())
        {
            var (name, place) = (ValueRules.Text(parameter["name"]), ValueRules.Text(parameter["in"]));
            if (name is null || place is not ("path" or "query") || properties.ContainsKey(name))
            {
                continue; // Headers and cookies are how a call is made, not what it says; the operation's own come before the path's.
            }

            Add(parameters, properties, required, (name, place, place == "path" || ValueRules.Text(parameter["required"]) == "true"), Marked(parameter));
        }

        var body = _schemas.Inline(JsonBody(_schemas.Resolve(requestBody)?["content"] as JsonObject));
        var wanted = (body["required"] as JsonArray ?? []).Select(ValueRules.Text).ToList();
        foreach (var (name, schema) in (body["properties"] as JsonObject ?? []).Where(member => !properties.ContainsKey(member.Key)).ToList())
        {
            Add(parameters, properties, required, (name, "body", wanted.Contains(name)), schema?.DeepClone());
        }

        return (parameters, new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required });
    }

    private static void Add(List<OperationParameter> parameters, JsonObject properties, JsonArray required, (string Name, string Place, bool IsRequired) parameter, JsonNode? schema)
    {
        parameters.Add(new OperationParameter(parameter.Name, parameter.Place, parameter.IsRequired));
        properties[parameter.Name] = schema;
        if (parameter.IsRequired)
        {
            required.Add(parameter.Name);
        }
    }

    /// <summary>A parameter's schema, with what is said of the parameter itself.</summary>
    private JsonObject Marked(JsonObject parameter)
    {
        var schema = _schemas.Inline(parameter["schema"]);
        foreach (var (name, value) in parameter.Where(member => member.Key.StartsWith("x-banyan-", StringComparison.Ordinal)))
        {
            schema[name] = value?.DeepClone();
        }

        if (ValueRules.Text(parameter["description"]) is { } description && !schema.ContainsKey("description"))
        {
            schema["description"] = PlainText.Clean(description, PlainText.Description);
        }

        return schema;
    }

    private JsonObject? Result(JsonObject? responses)
    {
        var good = responses?.Where(response => response.Key.StartsWith('2')).OrderBy(response => response.Key, StringComparer.Ordinal).Select(response => _schemas.Resolve(response.Value)).FirstOrDefault();
        return JsonBody(good?["content"] as JsonObject) is { } schema ? _schemas.Inline(schema) : null;
    }

    private static JsonNode? JsonBody(JsonObject? content) =>
        content?.FirstOrDefault(kind => kind.Key.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) || kind.Key.EndsWith("+json", StringComparison.OrdinalIgnoreCase)).Value?["schema"];
}
