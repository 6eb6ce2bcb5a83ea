using System.Text.Json.Nodes;

namespace Shop.Modern;

/// <summary>A service's OpenAPI document, written by hand beside it: the code keeps it, the tests compare the two.</summary>
public sealed class Contract
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    private readonly JsonObject _document;

    public Contract(string yaml) => _document = YamlToJson.Read(yaml).AsObject();

    /// <summary>The document, for <c>/openapi/v1.json</c>.</summary>
    public string OpenApi => _document.ToJsonString();

    /// <summary>What the service offers, for <c>/.well-known/banyan-intents</c>: every operation with <c>x-banyan-intent</c>, its parameters and its result in one place.</summary>
    public string Manifest(string service) => new JsonObject
    {
        ["banyan"] = "1",
        ["service"] = service,
        ["generation"] = "modern",
        ["version"] = _document["info"]!["version"]!.DeepClone(),
        ["ttlMs"] = 300_000,
        ["health"] = "/health",
        ["openapi"] = "/openapi/v1.json",
        ["intents"] = new JsonArray([.. Operations().Select(found => Intent(found.Path, found.Method, found.Operation))]),
    }.ToJsonString();

    private IEnumerable<(string Path, string Method, JsonObject Operation)> Operations() =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key) && operation.Value!["x-banyan-intent"] is not null
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject());

    private JsonObject Intent(string path, string method, JsonObject operation)
    {
        var intent = operation["x-banyan-intent"]!.DeepClone().AsObject();
        intent["operationId"] = operation["operationId"]!.DeepClone();
        intent["http"] = new JsonObject { ["method"] = method, ["path"] = path };
        intent["params"] = Parameters(operation);
        intent["result"] = Whole(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]);
        return intent;
    }

    /// <summary>Path, query and body together; headers are how a call is made, not what it says.</summary>
    private JsonObject Parameters(JsonObject operation)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in (operation["parameters"]?.AsArray() ?? []).Select(Whole).OfType<JsonObject>().Where(parameter => (string?)parameter["in"] is "path" or "query"))
        {
            var name = (string)parameter["name"]!;
            var schema = parameter["schema"]!.DeepClone().AsObject();
            foreach (var mark in parameter.Where(member => member.Key.StartsWith("x-banyan-", StringComparison.Ordinal) || member.Key == "description"))
            {
                schema[mark.Key] = mark.Value?.DeepClone();
            }

            properties[name] = schema;
            if ((bool?)parameter["required"] == true)
            {
                required.Add(name);
            }
        }

        var body = Whole(operation["requestBody"]?["content"]?["application/json"]?["schema"]) as JsonObject;
        foreach (var member in body?["properties"]?.AsObject() ?? [])
        {
            properties[member.Key] = member.Value?.DeepClone();
        }

        foreach (var name in body?["required"]?.AsArray() ?? [])
        {
            required.Add(name!.DeepClone());
        }

        return new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties };
    }

    /// <summary>The same without references, so that it can be read alone.</summary>
    private JsonNode? Whole(JsonNode? node) => node switch
    {
        JsonObject map when (string?)map["$ref"] is { } reference => Whole(reference[2..].Split('/').Aggregate((JsonNode)_document, (at, name) => at[name]!)),
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Whole(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Whole)]),
        _ => node?.DeepClone(),
    };
}
