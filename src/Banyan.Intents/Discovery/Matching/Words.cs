using System.Text;

namespace Banyan.Intents.Discovery.Matching;

/// <summary>Cuts names and sentences into words, and words into pieces of four letters.</summary>
internal static class Words
{
    private static readonly HashSet<string> Empty = new(
        "a an the of for to in on by with from and or is are be this that it its if at as can will not which into any all you your his her their".Split(' '), StringComparer.Ordinal);

    /// <summary>The words of a text: split at case, digits and signs, lower case, plural and verb endings cut.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetterOrDigit(text[i]);
            var isBreak = !isLetter || (i > 0 && ((char.IsUpper(text[i]) && !char.IsUpper(text[i - 1])) || char.IsDigit(text[i]) != char.IsDigit(text[i - 1])));
            if (isBreak && word.Length > 0)
            {
                Add(words, word.ToString());
                word.Clear();
            }

            if (isLetter)
            {
                word.Append(char.ToLowerInvariant(text[i]));
            }
        }

        return words;
    }

    /// <summary>Pieces of four letters of every word, its edges marked.</summary>
    public static IEnumerable<string> Grams(IReadOnlyList<string> words) =>
        words.Select(word => $"^{word}$").SelectMany(word => word.Length <= 4 ? [word] : Enumerable.Range(0, word.Length - 3).Select(at => word.Substring(at, 4)));

    private static void Add(List<string> words, string word)
    {
        if (!Empty.Contains(word))
        {
            words.Add(Stem(word));
        }
    }

    private static string Stem(string word) => word switch
    {
        [.., 'i', 'e', 's'] when word.Length > 4 => word[..^3] + "y",
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => word,
        [.., 's'] when word.Length > 3 => word[..^1],
        [.., 'i', 'n', 'g'] when word.Length > 5 => word[..^3],
        [.., 'e', 'd'] when word.Length > 4 => word[..^2],
        _ => word,
    };
}
