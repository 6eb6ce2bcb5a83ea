namespace Banyan.Gateway.Catalog.Document;

/// <summary>Names of settings match ignoring case, <c>-</c> and <c>_</c>.</summary>
internal static class LooseName
{
    /// <summary>The form two names must share to be the same setting.</summary>
    public static string Fold(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    public static bool Same(string left, string right) => string.Equals(Fold(left), Fold(right), StringComparison.Ordinal);

    /// <summary>The known name nearest to an unknown one, for hints; null when none is near.</summary>
    public static string? Nearest(string unknown, IEnumerable<string> known)
    {
        var folded = Fold(unknown);
        string? best = null;
        var least = Math.Max(2, folded.Length / 3) + 1;
        foreach (var name in known)
        {
            var distance = Distance(folded, Fold(name));
            if (distance < least)
            {
                (best, least) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours) between two words.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > 80 || right.Length > 80)
        {
            return int.MaxValue;
        }

        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] = Cell(table, left, right, i, j);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Cell(int[,] table, string left, string right, int i, int j)
    {
        if (i == 0 || j == 0)
        {
            return i + j;
        }

        var least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwap ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
