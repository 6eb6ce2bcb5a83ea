using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>Reads the words a result schema ties to its values.</summary>
internal static class SchemaWords
{
    /// <summary>All words for values of a result, nested lists included.</summary>
    public static IEnumerable<string> StateWords(JsonSchema schema) => schema.Properties.Values.SelectMany(field =>
        Choices(field).Select(choice => choice.Word).Concat(field.Items is { } items ? StateWords(items) : []));

    /// <summary>A field's words with the values each stands for: what <c>x-banyan-words</c> says, then the values themselves.</summary>
    public static IEnumerable<(string Word, IReadOnlyList<string> Values)> Choices(JsonSchema field)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        if (field.Source.ValueKind == JsonValueKind.Object && field.Source.TryGetProperty("x-banyan-words", out var words) && words.ValueKind == JsonValueKind.Object)
        {
            foreach (var word in words.EnumerateObject())
            {
                foreach (var pair in Meanings(word.Name, word.Value, field))
                {
                    if (said.Add(pair.Word))
                    {
                        yield return pair;
                    }
                }
            }
        }

        foreach (var value in field.Enum.Where(value => value.ValueKind == JsonValueKind.String).Select(Text))
        {
            if (said.Add(value.Replace('_', ' ').ToLowerInvariant()))
            {
                yield return (value.Replace('_', ' ').ToLowerInvariant(), [value]);
            }
        }
    }

    // "shipped": ["shipped", "delivered", "sent"]: the listed values are what the word stands for; what is no value is another word for the same.
    private static IEnumerable<(string Word, IReadOnlyList<string> Values)> Meanings(string name, JsonElement listed, JsonSchema field)
    {
        var known = field.Enum.Where(value => value.ValueKind == JsonValueKind.String).Select(Text).ToList();
        var all = listed.ValueKind == JsonValueKind.Array ? listed.EnumerateArray().Select(Text).ToList() : [Text(listed)];
        var values = all.Where(known.Contains).ToList();
        values = values.Count > 0 ? values : known.Contains(name) ? [name] : all;
        yield return (name.Replace('_', ' ').ToLowerInvariant(), values);
        foreach (var word in all.Where(word => known.Count > 0 && !known.Contains(word) && !word.StartsWith("not ", StringComparison.Ordinal)))
        {
            yield return (word.ToLowerInvariant(), values);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
