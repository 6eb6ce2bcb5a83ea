using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>An RFC 9727 api-catalog: which APIs there are, and where their descriptions stand.</summary>
internal static class Linkset
{
    private const int MostEntries = 200;

    /// <summary>Reads a linkset. Both forms of the RFC count: a context per API with its <c>service-desc</c>, and a list of <c>item</c> links.</summary>
    /// <param name="root">The document.</param>
    /// <param name="at">Where it was read; relative references start there.</param>
    /// <returns>The entries, at most 200; null when it is no linkset.</returns>
    public static IReadOnlyList<LinksetEntry>? Read(JsonObject root, Uri at)
    {
        if (root["linkset"] is not JsonArray contexts)
        {
            return null;
        }

        return [.. contexts.OfType<JsonObject>().SelectMany(context => Entries(context, at)).Take(MostEntries)];
    }

    private static IEnumerable<LinksetEntry> Entries(JsonObject context, Uri at)
    {
        var anchor = Address(context["anchor"], at) ?? at;
        foreach (var item in Links(context, "item"))
        {
            if (Address(item["href"], anchor) is { } address)
            {
                yield return new LinksetEntry(address, null, Title(item), null);
            }
        }

        var descriptions = Links(context, "service-desc").ToList();
        var description = descriptions.Find(link => ValueRules.Text(link["type"])?.Contains("openapi", StringComparison.OrdinalIgnoreCase) == true) ?? descriptions.FirstOrDefault();
        if (description is not null || Links(context, "service-meta").Any())
        {
            var health = Links(context, "status").Select(link => Address(link["href"], anchor)).FirstOrDefault();
            yield return new LinksetEntry(anchor, Address(description?["href"], anchor), Title(description) ?? Title(context), health?.AbsolutePath);
        }
    }

    private static IEnumerable<JsonObject> Links(JsonObject context, string relation) => (context[relation] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Title(JsonObject? link) => ValueRules.Text(link?["title"]);

    private static Uri? Address(JsonNode? node, Uri from) =>
        ValueRules.Text(node) is { Length: > 0 and < 2048 } text && Uri.TryCreate(from, text, out var address) ? address : null;
}
