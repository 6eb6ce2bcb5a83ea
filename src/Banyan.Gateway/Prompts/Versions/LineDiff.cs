using System.Text;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>A unified diff of two texts, line by line, with the unchanged lines left in: prompts are short, and read whole.</summary>
internal static class LineDiff
{
    // Beyond this a table of all pairs of lines would be large: the middle is told as wholly replaced.
    private const int MostCells = 4_000_000;

    /// <summary>Compares them; empty when they are equal.</summary>
    public static string Of(string from, string to, string fromName, string toName)
    {
        if (from == to)
        {
            return "";
        }

        string[] old = from.Split('\n'), fresh = to.Split('\n');
        var head = 0;
        while (head < old.Length && head < fresh.Length && old[head] == fresh[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < fresh.Length - head && old[^(tail + 1)] == fresh[^(tail + 1)])
        {
            tail++;
        }

        var text = new StringBuilder().Append("--- ").Append(fromName).Append("\n+++ ").Append(toName).Append('\n');
        Append(text, ' ', old.AsSpan(0, head));
        AppendMiddle(text, old[head..^tail], fresh[head..^tail]);
        Append(text, ' ', old.AsSpan(old.Length - tail));
        return text.ToString();
    }

    private static void AppendMiddle(StringBuilder text, string[] old, string[] fresh)
    {
        if ((long)old.Length * fresh.Length > MostCells)
        {
            Append(text, '-', old);
            Append(text, '+', fresh);
            return;
        }

        var common = Common(old, fresh);
        var (i, j) = (0, 0);
        while (i < old.Length || j < fresh.Length)
        {
            if (i < old.Length && j < fresh.Length && old[i] == fresh[j])
            {
                Append(text, ' ', old.AsSpan(i++, 1));
                j++;
            }
            else if (i < old.Length && (j == fresh.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                Append(text, '-', old.AsSpan(i++, 1));
            }
            else
            {
                Append(text, '+', fresh.AsSpan(j++, 1));
            }
        }
    }

    // Length of the longest common row of lines from each pair of places on.
    private static int[,] Common(string[] old, string[] fresh)
    {
        var common = new int[old.Length + 1, fresh.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = fresh.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == fresh[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static void Append(StringBuilder text, char mark, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(mark).Append(line).Append('\n');
        }
    }
}
