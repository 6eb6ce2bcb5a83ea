namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Units of measure that descriptions and people name.</summary>
internal static class Units
{
    private static readonly Dictionary<string, (char Of, string Unit)> Known = new(StringComparer.Ordinal)
    {
        ["second"] = ('t', "s"),
        ["minute"] = ('t', "min"),
        ["hour"] = ('t', "h"),
        ["meter"] = ('l', "m"),
        ["metre"] = ('l', "m"),
        ["km"] = ('l', "km"),
        ["kilometer"] = ('l', "km"),
        ["kilometre"] = ('l', "km"),
        ["mile"] = ('l', "mi"),
        ["gram"] = ('w', "g"),
        ["kg"] = ('w', "kg"),
        ["kilogram"] = ('w', "kg"),
        ["pound"] = ('w', "lb"),
        ["day"] = ('d', "d"),
        ["week"] = ('d', "w"),
        ["month"] = ('d', "m"),
        ["year"] = ('d', "y"),
    };

    /// <summary>Whether a value said in one unit would be taken for another: nobody converts it unasked.</summary>
    /// <param name="said">The word behind the number.</param>
    /// <param name="description">What the parameter's description says.</param>
    public static bool Differ(string said, string description) =>
        Of(said) is { } unit && description.Split([' ', '.', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Select(Of).Any(other => other is { } told && told.Of == unit.Of && told.Unit != unit.Unit);

    private static (char Of, string Unit)? Of(string word) =>
        Known.TryGetValue(word, out var unit) || Known.TryGetValue(word.TrimEnd('s'), out unit) ? unit : null;
}
