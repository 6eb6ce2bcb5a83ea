namespace Banyan.Gateway.Prompts.Variables;

/// <summary>The words of types and matches in JSON and in files.</summary>
public static class VariableWords
{
    private static readonly (VariableMatch Match, string Word)[] Matches =
    [
        (VariableMatch.Exact, "exact"), (VariableMatch.TrimCasefold, "trim_casefold"), (VariableMatch.Number, "number"),
        (VariableMatch.Date, "date"), (VariableMatch.Set, "set"), (VariableMatch.Ignore, "ignore"),
    ];

    /// <summary>The word of a type, as <c>string</c>.</summary>
    public static string Word(VariableType type) => type switch
    {
        VariableType.String => "string",
        VariableType.Integer => "integer",
        VariableType.Decimal => "decimal",
        VariableType.Boolean => "boolean",
        VariableType.Enum => "enum",
        VariableType.Date => "date",
        VariableType.List => "list",
        VariableType.Object => "object",
        VariableType.File => "file",
        VariableType.Messages => "messages",
    };

    /// <summary>The word of a match, as <c>trim_casefold</c>.</summary>
    public static string Word(VariableMatch match) => Array.Find(Matches, row => row.Match == match).Word;

    /// <summary>The type of a word, in any case; null when there is none.</summary>
    public static VariableType? Type(string? word) => word is { Length: > 0 } && char.IsAsciiLetter(word[0]) && Enum.TryParse<VariableType>(word, ignoreCase: true, out var type) ? type : null;

    /// <summary>The match of a word, in any case; null when there is none.</summary>
    public static VariableMatch? Match(string? word)
    {
        var found = Array.FindIndex(Matches, row => string.Equals(row.Word, word, StringComparison.OrdinalIgnoreCase));
        return found < 0 ? null : Matches[found].Match;
    }
}
