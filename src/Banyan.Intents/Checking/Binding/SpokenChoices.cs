using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Binding;

/// <summary>The value of a fixed list that words mean: named outright, tied to it by <c>x-banyan-words</c>, or alone in sharing its words.</summary>
internal static class SpokenChoices
{
    /// <summary>Whether the words mean this value of the list rather than another.</summary>
    public static bool Means(SpokenText words, JsonSchema schema, string value)
    {
        if (Names(words, value) || Tied(schema, value).Any(word => Names(words, word)))
        {
            return true;
        }

        // Longest words first decide; a value that shares as much with the words as another is not meant.
        var others = schema.Enum.Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).Where(one => one != value);
        var share = Share(words, value);
        return share >= 0.5 && others.All(other => Share(words, other) < share && !Names(words, other));
    }

    /// <summary>Whether the words mean a switch of this name to stand so: its name is said, with or without a no before it.</summary>
    public static bool Means(SpokenText words, string name, bool value)
    {
        var parts = NameWords.Of(name).Where(part => part.Length >= 3 && part is not ("is" or "has" or "with")).ToList();
        for (var i = 0; i < words.Tokens.Count; i++)
        {
            if (parts.Exists(part => IsLike(words.Tokens[i], part)))
            {
                var isDenied = words.Tokens.Take(i).TakeLast(3).Any(token => token is "no" or "not" or "without" or "don" or "never");
                if (isDenied != value)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Names(SpokenText words, string value) =>
        words.Holds(value) || words.HoldsTokens([.. NameWords.Of(value)]);

    // x-banyan-words: word -> values it stands for, or value -> its words; a document may write either.
    private static IEnumerable<string> Tied(JsonSchema schema, string value)
    {
        if (schema.Source.ValueKind != JsonValueKind.Object || !schema.Source.TryGetProperty("x-banyan-words", out var ties) || ties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var tie in ties.EnumerateObject().Where(tie => tie.Value.ValueKind == JsonValueKind.Array))
        {
            // A word that stands for several values means none of them in particular.
            var values = tie.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToList();
            if (values is [var only] && only == value)
            {
                yield return tie.Name;
            }
        }
    }

    private static double Share(SpokenText words, string value)
    {
        var parts = NameWords.Of(value).Where(part => part.Length >= 4).ToList();
        return parts.Count == 0 ? 0 : (double)parts.Count(part => words.Tokens.Any(token => IsLike(token, part))) / parts.Count;
    }

    private static bool IsLike(string token, string part)
    {
        if (token == part)
        {
            return true;
        }

        var shared = 0;
        while (shared < token.Length && shared < part.Length && token[shared] == part[shared])
        {
            shared++;
        }

        return shared >= 4 && token.Length - shared <= 3 && part.Length - shared <= 3;
    }
}
