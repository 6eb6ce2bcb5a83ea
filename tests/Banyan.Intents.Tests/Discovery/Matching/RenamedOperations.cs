using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Matching;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Discovery.Matching;

/// <summary>The operations of the shared data, and their copies in another team's words.</summary>
internal static class RenamedOperations
{
    public static IReadOnlyList<MatchOperation> Read(string set) => set switch
    {
        "retail" => [.. Root("retail", "tools.json").Select(tool => tool!["function"]!).Select(one => Operation(one, one["parameters"]?["properties"] as JsonObject, Required(one["parameters"]), null))],
        "sgd" => [.. Spec(set).Select(one => Operation(one!, one!["arguments"] as JsonObject, null, one["output_parameters"] as JsonObject))],
        _ => [.. Spec(set).Select(one => Operation(one!, (one!["query_parameters"] ?? one["parameters"]) as JsonObject, null, one["output_parameters"] as JsonObject)).DistinctBy(one => one.Name)],
    };

    public static MatchOperation Renamed(MatchOperation one) =>
        new(Synonyms.Name(one.Name), Synonyms.Text(one.Description), [.. one.Params.Select(Renamed)], [.. one.Results.Select(Renamed)]);

    private static MatchField Renamed(MatchField field) => field with { Name = Synonyms.Name(field.Name), Words = Synonyms.Text(field.Words) };

    private static MatchOperation Operation(JsonNode one, JsonObject? takes, HashSet<string>? required, JsonObject? yields) => new(
        one["name"]!.GetValue<string>(), one["description"]?.GetValue<string>() ?? "", Fields(takes, required), Fields(yields, null));

    private static IReadOnlyList<MatchField> Fields(JsonObject? fields, HashSet<string>? required) =>
    [
        .. (fields ?? []).Select(field => new MatchField(
            field.Key,
            field.Value?["description"]?.ToString() ?? "",
            field.Value?["type"]?.ToString() ?? "",
            [.. ((field.Value?["allowed_values"] ?? field.Value?["possible_values"] ?? field.Value?["enum"]) as JsonArray ?? []).Select(value => value!.ToString())],
            required?.Contains(field.Key) ?? field.Value?["required"]?.ToString() == "true")),
    ];

    private static HashSet<string> Required(JsonNode? schema) => [.. (schema?["required"] as JsonArray ?? []).Select(name => name!.ToString())];

    private static JsonArray Spec(string set) => Root("nestful", $"non-executable-{set}-spec.json");

    private static JsonArray Root(params string[] path) => (JsonArray)JsonNode.Parse(File.ReadAllText(TestFiles.Find(["intents", .. path])))!;
}
