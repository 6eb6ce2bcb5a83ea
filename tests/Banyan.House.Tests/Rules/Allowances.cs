namespace Banyan.House.Tests.Rules;

/// <summary>Exceptions to H10 and H11, each with its reason: one line <c>rule | place | reason</c> in <c>allowances.txt</c>.</summary>
internal static class Allowances
{
    public const string File = "tests/Banyan.House.Tests/allowances.txt";

    /// <summary>Leaves out what is allowed.</summary>
    public static IEnumerable<Violation> Apply(IReadOnlyCollection<Violation> found, string allowances)
    {
        var rows = Rows(allowances).ToArray();
        return found.Where(violation => !Array.Exists(rows, row => row.Length == 3 && row[0] == violation.Rule && row[1] == violation.Where));
    }

    /// <summary>A line that is malformed, gives no reason, or allows what nobody needs any more.</summary>
    public static IEnumerable<Violation> Stale(IReadOnlyCollection<Violation> found, string allowances)
    {
        foreach (var row in Rows(allowances))
        {
            if (row is not ["H10" or "H11", _, { Length: > 20 }])
            {
                yield return new Violation("H11", File, $"cannot read \"{string.Join(" | ", row)}\"", "Write: H10 or H11 | place | a reason of a few words.");
            }
            else if (!found.Any(violation => violation.Rule == row[0] && violation.Where == row[1]))
            {
                yield return new Violation("H11", File, $"allows {row[1]}, which needs it no longer", "Delete the line.");
            }
        }
    }

    private static IEnumerable<string[]> Rows(string allowances) =>
        allowances.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
