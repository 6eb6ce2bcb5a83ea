using System.Buffers;

namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>Takes English endings off: <c>shipped</c>, <c>shipping</c> and <c>ships</c> are <c>ship</c>. Light on purpose; the character n-grams see the rest.</summary>
internal static class Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>The stem of a lower-case word.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 4 || !char.IsAsciiLetter(word[^1]))
        {
            return word;
        }

        var stem = Plural(word);
        stem = Ending(stem);
        return stem.Length > 4 && stem[^1] == 'e' ? stem[..^1] : stem.Length > 5 && stem[^1] == 'y' ? stem[..^1] : stem;
    }

    private static string Plural(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 ? word[..^3] + "y"
        : word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) ? word[..^2]
        : word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
        : word;

    private static string Ending(string word)
    {
        if (word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 5 && HasVowel(word.AsSpan(0, word.Length - 3)))
        {
            return Undouble(word[..^3]);
        }

        if (word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 4 && HasVowel(word.AsSpan(0, word.Length - 2)))
        {
            return Undouble(word[..^2]);
        }

        return word.EndsWith("ly", StringComparison.Ordinal) && word.Length > 6 ? word[..^2] : word;
    }

    private static string Undouble(string word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('s' or 'e') ? word[..^1]
        : word.Length > 3 && word[^1] == 'i' ? word[..^1] + "y"
        : word;

    private static bool HasVowel(ReadOnlySpan<char> word) => word.ContainsAny(Vowels);
}
