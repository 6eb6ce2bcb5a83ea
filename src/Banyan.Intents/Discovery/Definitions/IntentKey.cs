using System.Text;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>Keys of intents: <c>family.verb</c>, lower case words with underscores.</summary>
internal static class IntentKey
{
    /// <summary>Whether a text is a key.</summary>
    public static bool IsKey(string text)
    {
        var parts = text.Split('.');
        return text.Length <= 80 && parts.Length == 2 && parts.All(part => part.Length > 0 && char.IsAsciiLetterLower(part[0]) && part.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-'));
    }

    /// <summary>The key of an operation that names none: tag (or backend) and operationId.</summary>
    public static string Of(string tag, string operationId) => $"{Word(tag)}.{Word(operationId)}";

    private static string Word(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < text.Length && word.Length < 38; i++)
        {
            var isBreak = !char.IsAsciiLetterOrDigit(text[i]) || (char.IsAsciiLetterUpper(text[i]) && i > 0 && char.IsAsciiLetterLower(text[i - 1]));
            if (isBreak && word.Length > 0 && word[^1] != '_')
            {
                word.Append('_');
            }

            if (char.IsAsciiLetterOrDigit(text[i]) && (word.Length > 0 || char.IsAsciiLetter(text[i])))
            {
                word.Append(char.ToLowerInvariant(text[i]));
            }
        }

        return word.ToString().Trim('_') is { Length: > 0 } some ? some : "x";
    }
}
