using System.Globalization;
using System.Text;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Makes a backend's words fit to be shown to people and models: one line, nothing invisible, bounded. What they say stays data.</summary>
internal static class PlainText
{
    /// <summary>Most characters of a title.</summary>
    public const int Title = 80;

    /// <summary>Most characters of a description.</summary>
    public const int Description = 400;

    /// <summary>Most characters of an example.</summary>
    public const int Example = 120;

    /// <summary>Most examples of one intent.</summary>
    public const int Examples = 20;

    /// <summary>Cleans one text. Control and format characters (bidirectional overrides, zero-width marks) are gone, white space is one blank, what is too long is cut between characters.</summary>
    public static string Clean(string? text, int most)
    {
        var clean = new StringBuilder();
        var isGap = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                isGap = clean.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate || rune == Rune.ReplacementChar)
            {
                continue;
            }

            if (clean.Length + (isGap ? 1 : 0) + rune.Utf16SequenceLength > most)
            {
                break;
            }

            clean.Append(isGap ? " " : "").Append(rune.ToString());
            isGap = false;
        }

        return clean.ToString();
    }

    /// <summary>Cleans examples: at most 20, none empty, none twice.</summary>
    public static IReadOnlyList<string> CleanAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => Clean(text, Example)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(Examples)];
}
