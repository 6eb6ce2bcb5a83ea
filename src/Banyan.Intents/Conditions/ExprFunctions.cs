using System.Collections.Frozen;

namespace Banyan.Intents.Conditions;

/// <summary>The functions there are, with the number of arguments each takes.</summary>
internal static class ExprFunctions
{
    /// <summary>The name of the element at hand inside <c>any</c> and <c>all</c>.</summary>
    public const string Element = "it";

    /// <summary>Least and most arguments by name.</summary>
    public static FrozenDictionary<string, (int Least, int Most)> All { get; } = new Dictionary<string, (int Least, int Most)>(StringComparer.Ordinal)
    {
        ["has"] = (1, 1),
        ["size"] = (1, 1),
        ["now"] = (0, 0),
        ["date"] = (1, 1),
        ["duration"] = (1, 1),
        ["lower"] = (1, 1),
        ["any"] = (1, 2),
        ["all"] = (1, 2),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
