using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>One way of writing an effective intent, for the catalogue's version and for keeping.</summary>
internal static class CanonicalIntent
{
    /// <summary>Writes an intent.</summary>
    public static JsonObject Write(Intent intent) => new()
    {
        ["key"] = intent.Key,
        ["version"] = intent.Version,
        ["title"] = intent.Title,
        ["description"] = intent.Description,
        ["examples"] = List(intent.Examples),
        ["notFor"] = List(intent.NotFor),
        ["params"] = JsonTree.Node(intent.Params.Source),
        ["result"] = JsonTree.Node(intent.Result.Source),
        ["effect"] = intent.Effect.ToString().ToLowerInvariant(),
        ["scopes"] = List(intent.Scopes),
        ["timeoutMs"] = intent.Timeout.TotalMilliseconds,
        ["costUsd"] = intent.CostUsd.ToString(CultureInfo.InvariantCulture),
        ["deprecated"] = intent.IsDeprecated,
        ["quarantine"] = intent.Quarantine,
        ["hash"] = intent.Hash,
        ["legacy"] = Side(intent.Legacy),
        ["modern"] = Side(intent.Modern),
    };

    private static JsonObject? Side(IntentOperation? side) => side is null ? null : new JsonObject
    {
        ["backend"] = side.Backend.Name,
        ["baseUrl"] = side.Backend.BaseUrl.ToString(),
        ["operation"] = side.OperationId,
        ["method"] = side.Method,
        ["path"] = side.Path,
        ["missing"] = List(side.Missing),
    };

    private static JsonArray List(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
