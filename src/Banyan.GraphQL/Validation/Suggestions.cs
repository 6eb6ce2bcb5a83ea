using System.Globalization;

namespace Banyan.GraphQL.Validation;

/// <summary>Finds the names somebody may have meant.</summary>
internal static class Suggestions
{
    private const int Most = 5;
    private const int LongestName = 64;

    /// <summary>The question to put behind a message, a blank before it; empty when no name is near.</summary>
    public static string For(string written, IEnumerable<string> known) => Ask("", Near(written, known));

    /// <summary>The question for names found otherwise.</summary>
    public static string Ask(string about, IReadOnlyList<string> names)
    {
        string[] quoted = [.. names.Take(Most).Select(name => $"\"{name}\"")];
        return quoted switch
        {
            [] => "",
            [var one] => $" Did you mean {about}{one}?",
            [var one, var other] => $" Did you mean {about}{one} or {other}?",
            _ => $" Did you mean {about}{string.Join(", ", quoted[..^1])}, or {quoted[^1]}?",
        };
    }

    private static List<string> Near(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestName)
        {
            return [];
        }

        var most = (int)(written.Length * 0.4) + 1;
        return [.. known.Where(name => Math.Abs(name.Length - written.Length) <= most)
            .Select(name => (Name: name, Edits: Edits(written, name)))
            .Where(found => found.Edits <= most).OrderBy(found => found.Edits).ThenBy(found => found.Name, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering)).Select(found => found.Name)];
    }

    // Insertions, deletions, replacements and swaps of neighbours; a difference of case alone counts as one.
    private static int Edits(string written, string name)
    {
        if (written == name)
        {
            return 0;
        }

        var (left, right) = (written.ToUpperInvariant(), name.ToUpperInvariant());
        if (left == right)
        {
            return 1;
        }

        var (before, above, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = above[column - 1] + (left[line - 1] == right[column - 1] ? 0 : 1);
                row[column] = Math.Min(Math.Min(above[column], row[column - 1]) + 1, replaced);
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                {
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[right.Length];
    }
}
