using System.Globalization;
using System.Text.Json.Nodes;

namespace Banyan.Shop.Tests;

/// <summary>Reads the monolith's answers by the overlay's maps: what the maps mean, written down a second time.</summary>
internal static class OldWords
{
    private static readonly JsonArray Actions = Sources.Yaml("legacy.overlay.yaml")["actions"]!.AsArray();

    /// <summary>What the overlay says of an intent.</summary>
    public static JsonObject Intent(string key) => Intents().Single(intent => (string?)intent["key"] == key);

    public static IEnumerable<JsonObject> Intents() => Actions.Select(action => action!["update"]!["x-banyan-intent"] as JsonObject).OfType<JsonObject>();

    public static IEnumerable<string> Targets() => Actions.Select(action => (string)action!["target"]!);

    /// <summary>An answer of the monolith in the intent's names and values.</summary>
    public static JsonNode Read(string key, JsonNode answer)
    {
        var map = Intent(key)["map"]!.AsObject();
        ((string?)map["unwrap"]).ShouldBe("$.data");
        return Read(map, answer["data"])!;
    }

    private static JsonNode? Read(JsonObject map, JsonNode? value) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(one => Read(map, one))]),
        JsonObject record => new JsonObject(record.SelectMany(member => Field(map, member.Key, member.Value))),
        _ => value?.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Field(JsonObject map, string old, JsonNode? value)
    {
        if (map["join"]?[old] is { } join)
        {
            var pieces = ((string)value!).Split((string)join["separator"]!);
            return join["parts"]!.AsArray().Select((part, i) => KeyValuePair.Create((string)part!, (JsonNode?)pieces[i]));
        }

        if (From(map, "scale", old) is { } scale)
        {
            return [KeyValuePair.Create(scale.Key, (JsonNode?)((decimal)value! * (decimal)scale.Value!["by"]!))];
        }

        if (From(map, "date", old) is { } date)
        {
            var day = DateOnly.ParseExact((string)value!, (string)date.Value!["format"]!, CultureInfo.InvariantCulture);
            return [KeyValuePair.Create(date.Key, (JsonNode?)day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        }

        var name = map["rename"]!.AsObject().FirstOrDefault(pair => (string?)pair.Value == old).Key ?? old;
        return map["enum"]?[name] is JsonObject words
            ? [KeyValuePair.Create(name, (JsonNode?)words.Single(pair => (string?)pair.Value == (string?)value).Key)]
            : [KeyValuePair.Create(name, Read(map, value))];
    }

    private static KeyValuePair<string, JsonNode?>? From(JsonObject map, string kind, string old) =>
        map[kind]?.AsObject().Where(rule => (string?)rule.Value!["from"] == old).Select(rule => (KeyValuePair<string, JsonNode?>?)rule).FirstOrDefault();
}
