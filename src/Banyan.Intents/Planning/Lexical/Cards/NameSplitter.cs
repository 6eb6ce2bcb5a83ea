using System.Text;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>Splits names into words: <c>dueDate</c>, <c>due_date</c> and <c>due-date</c> are <c>due date</c>.</summary>
internal static class NameSplitter
{
    /// <summary>The words, lower case; at least one.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            var begins = char.IsUpper(letter) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((begins || !char.IsLetterOrDigit(letter)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
        }

        if (word.Length > 0 || words.Count == 0)
        {
            words.Add(word.Length > 0 ? word.ToString() : name);
        }

        return words;
    }
}
