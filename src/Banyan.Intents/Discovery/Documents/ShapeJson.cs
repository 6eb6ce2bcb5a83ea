using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Writes operations for the store and reads them back.</summary>
internal static class ShapeJson
{
    /// <summary>Writes one.</summary>
    public static JsonObject Write(OperationShape shape) => new()
    {
        ["operationId"] = shape.OperationId,
        ["method"] = shape.Method,
        ["path"] = shape.Path,
        ["tags"] = new JsonArray([.. shape.Tags.Select(tag => (JsonNode)tag)]),
        ["title"] = shape.Title,
        ["description"] = shape.Description,
        ["parameters"] = new JsonArray([.. shape.Parameters.Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["place"] = one.Place, ["required"] = one.IsRequired })]),
        ["params"] = shape.Params?.DeepClone(),
        ["result"] = shape.Result?.DeepClone(),
        ["intent"] = shape.Intent?.DeepClone(),
        ["hint"] = shape.Hint?.ToString(),
        ["idempotent"] = shape.IsIdempotent,
        ["deprecated"] = shape.IsDeprecated,
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It was not written by this class.</exception>
    public static OperationShape Read(JsonNode? node)
    {
        if (node is not JsonObject from || Text(from, "operationId") is not { } id)
        {
            throw new FormatException("A stored operation has no name.");
        }

        return new OperationShape
        {
            OperationId = id,
            Method = Text(from, "method") ?? "",
            Path = Text(from, "path") ?? "/",
            Tags = [.. (from["tags"] as JsonArray ?? []).Select(tag => tag!.GetValue<string>())],
            Title = Text(from, "title") ?? "",
            Description = Text(from, "description") ?? "",
            Parameters = [.. (from["parameters"] as JsonArray ?? []).Select(one => new OperationParameter(Text(one, "name")!, Text(one, "place")!, one!["required"]!.GetValue<bool>()))],
            Params = (JsonObject?)from["params"]?.DeepClone(),
            Result = (JsonObject?)from["result"]?.DeepClone(),
            Intent = (JsonObject?)from["intent"]?.DeepClone(),
            Hint = Enum.TryParse<Effect>(Text(from, "hint"), out var hint) ? hint : null,
            IsIdempotent = from["idempotent"]?.GetValue<bool>() == true,
            IsDeprecated = from["deprecated"]?.GetValue<bool>() == true,
        };
    }

    private static string? Text(JsonNode? from, string name) => ValueRules.Text(from?[name]);
}
