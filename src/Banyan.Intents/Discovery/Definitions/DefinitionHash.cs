using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>What of a definition matters for approval and confirmation, and its SHA-256: parameters, result, effect, owner, address, mapping and rules. Words that only people read are not in it.</summary>
internal static class DefinitionHash
{
    private static readonly string[] OnlyWords = ["title", "description", "example", "examples", "deprecated", "$comment"];

    /// <summary>The hash of one backend's definition.</summary>
    public static string Of(IntentDefinition definition) => Hash(Canonical(definition));

    /// <summary>The hash of an effective intent: its contract and both sides.</summary>
    public static string Of(Intent intent, IEnumerable<IntentDefinition> sides) =>
        Hash(new JsonObject { ["rules"] = Rules(intent), ["sides"] = new JsonArray([.. sides.Select(side => (JsonNode)Canonical(side))]) });

    /// <summary>The parts that are compared to find out what changed.</summary>
    public static JsonObject Canonical(IntentDefinition definition)
    {
        var operation = definition.Operation;
        var rules = Rules(definition.Intent);
        rules["address"] = $"{definition.Backend.Name} {operation.Method} {operation.Path}";
        rules["places"] = new JsonArray([.. operation.Parameters.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => (JsonNode)$"{one.Place} {one.Name}")]);
        rules["map"] = Map(definition);
        rules["replaces"] = definition.Shape.Intent?["replaces"]?.DeepClone();
        return rules;
    }

    private static JsonObject Map(IntentDefinition definition) => (JsonObject?)definition.Shape.Intent?["map"]?.DeepClone() ?? [];

    private static JsonObject Rules(Intent intent) => new()
    {
        ["params"] = Plain(JsonTree.Node(intent.Params.Source)),
        ["result"] = Plain(JsonTree.Node(intent.Result.Source)),
        ["effect"] = intent.Effect.ToString(),
        ["owner"] = intent.Owner?.ToString(),
        ["scopes"] = string.Join(' ', intent.Scopes.Order(StringComparer.Ordinal)),
        ["public"] = intent.IsPublic,
        ["confirm"] = intent.Confirm,
        ["idempotency"] = intent.Idempotency,
        ["verify"] = intent.Verify?.ToString(),
        ["undo"] = intent.Undo is { } undo ? undo.Intent + string.Concat(undo.Args.OrderBy(arg => arg.Key, StringComparer.Ordinal).Select(arg => $" {arg.Key}={arg.Value}")) : null,
        ["entity"] = intent.Entity,
    };

    /// <summary>A schema without the words people read. Below <c>properties</c> every member is a field, whatever its name.</summary>
    private static JsonNode? Plain(JsonNode? schema, bool isFields = false) => schema switch
    {
        JsonObject record => new JsonObject(record.Where(member => isFields || !OnlyWords.Contains(member.Key, StringComparer.Ordinal))
            .Select(member => KeyValuePair.Create(member.Key, Plain(member.Value, !isFields && member.Key == "properties")))),
        JsonArray list => new JsonArray([.. list.Select(one => Plain(one))]),
        _ => schema?.DeepClone(),
    };

    private static string Hash(JsonObject canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonTree.Canonical(canonical))));
}
