namespace Banyan.Gateway.Prompts.Templates;

/// <summary>Which value a placeholder means: a variable, the element of the innermost list (<c>this</c>) or its position (<c>@index</c>), and members below it.</summary>
/// <param name="Root">The variable's name, <see cref="This"/> or <see cref="Index"/>.</param>
/// <param name="Members">Names of members, or positions in a list, outermost first.</param>
internal sealed record TemplatePath(string Root, IReadOnlyList<string> Members)
{
    /// <summary>The element of the innermost list.</summary>
    public const string This = "this";

    /// <summary>Its position, from 0.</summary>
    public const string Index = "@index";

    private const int MostMembers = 16;

    /// <summary>Whether it begins at a variable.</summary>
    public bool IsVariable => Root is not (This or Index);

    /// <summary>Reads one; null when it is none.</summary>
    public static TemplatePath? Read(ReadOnlySpan<char> text)
    {
        var words = text.ToString().Split('.');
        if (words.Length > MostMembers || (words[0] == Index ? words.Length > 1 : !IsName(words[0])))
        {
            return null;
        }

        return Array.TrueForAll(words[1..], IsMember) ? new TemplatePath(words[0], words[1..]) : null;
    }

    /// <summary>Whether a word may name a variable: a letter or underscore, then letters, digits and underscores.</summary>
    public static bool IsName(string word) => word.Length is > 0 and <= 64 && !char.IsAsciiDigit(word[0]) && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static bool IsMember(string word) => word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-');
}
