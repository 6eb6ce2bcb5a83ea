using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Writes answers for the store and reads them back.</summary>
internal static class AnswerJson
{
    /// <summary>Writes one.</summary>
    public static string Write(BackendAnswer answer) => JsonTree.Canonical(new JsonObject
    {
        ["operations"] = new JsonArray([.. answer.Operations.Select(shape => (JsonNode)ShapeJson.Write(shape))]),
        ["accepted"] = new JsonObject(answer.Accepted.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ShapeJson.Write(pair.Value)))),
        ["ttlMs"] = answer.TimeToLive?.TotalMilliseconds,
        ["health"] = answer.Health,
    });

    /// <summary>Reads one; null when it is not readable, as after a change of this release.</summary>
    public static BackendAnswer? Read(string json, DateTimeOffset readAt)
    {
        try
        {
            var root = JsonNode.Parse(json) as JsonObject ?? [];
            return new BackendAnswer(
                [.. (root["operations"] as JsonArray ?? []).Select(ShapeJson.Read)],
                (root["accepted"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => ShapeJson.Read(pair.Value), StringComparer.Ordinal),
                double.TryParse(ValueRules.Text(root["ttlMs"]), CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromMilliseconds(ms) : null,
                ValueRules.Text(root["health"]),
                readAt);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
