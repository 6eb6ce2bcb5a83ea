namespace Banyan.Cli.Parsing;

/// <summary>Finds what was probably meant by a mistyped word.</summary>
internal static class Nearest
{
    /// <summary>The known word with the fewest letters to change, when they are few; null otherwise.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Changes: Changes(word, name))).OrderBy(pair => pair.Changes).FirstOrDefault();
        return best.Name is { } name && best.Changes <= Math.Max(1, Math.Min(word.Length, name.Length) / 3) ? name : null;
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour.</summary>
    private static int Changes(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(rows, from, to, i, j);
            }
        }

        return rows[from.Length, to.Length];
    }

    private static int Cheapest(int[,] rows, string from, string to, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return isSwap ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
