using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>One value in the other side's words. A null comes back with the reason it can't be said.</summary>
internal static class ValueRules
{
    /// <summary>To the backend's words.</summary>
    public static (JsonNode? Value, string? Problem) Forwards(FieldRule rule, JsonNode value) => rule switch
    {
        { By: { } by } => Number(value) is { } number ? Scaled(number, by, isForwards: true) : (null, "is no number"),
        { Format: { } format } => DateText.ToBackend(value, format),
        { Words: { } words } => Each(value, one => Text(one) is { } text && words.TryGetValue(text, out var word) ? (word, null) : (null, "is a value the backend has no word for")),
        _ => (value.DeepClone(), null),
    };

    /// <summary>To the intent's words.</summary>
    public static (JsonNode? Value, string? Problem) Backwards(FieldRule rule, JsonNode value) => rule switch
    {
        { By: { } by } => Number(value) is { } number ? Scaled(number, by, isForwards: false) : (null, "is no number"),
        { Format: { } format } => DateText.ToIntent(value, format),
        { Words: { } words } => Each(value, one => words.FirstOrDefault(word => word.Value == Text(one)).Key is { } key ? (key, null) : (null, "is a value the map has no word for")),
        _ => (value.DeepClone(), null),
    };

    /// <summary>A scalar as text, as it stands in the JSON; null for anything else.</summary>
    public static string? Text(JsonNode? value) => value is not JsonValue scalar ? null : scalar.GetValueKind() switch
    {
        JsonValueKind.String => scalar.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => scalar.ToJsonString(),
        _ => null,
    };

    private static decimal? Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (JsonNode? Value, string? Problem) Scaled(decimal number, decimal by, bool isForwards)
    {
        try
        {
            // Divided by a one with all its places, a decimal loses the zeros at its end.
            var scaled = isForwards ? number / by : number * by;
            var text = (scaled / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
            return isForwards && scaled * by != number ? (null, "can't be said exactly in the backend's unit") : (JsonNode.Parse(text), null);
        }
        catch (OverflowException)
        {
            return (null, "is too large");
        }
    }

    private static (JsonNode? Value, string? Problem) Each(JsonNode value, Func<JsonNode?, (string? Word, string? Problem)> say)
    {
        if (value is not JsonArray list)
        {
            var (word, problem) = say(value);
            return (word is null ? null : JsonValue.Create(word), problem);
        }

        var said = list.Select(say).ToList();
        return said.Find(one => one.Problem is not null).Problem is { } wrong ? (null, wrong) : (new JsonArray([.. said.Select(one => (JsonNode?)JsonValue.Create(one.Word))]), null);
    }
}
