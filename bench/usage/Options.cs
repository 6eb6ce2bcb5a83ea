using System.Globalization;

namespace Banyan.UsageBench;

/// <summary>The words after the program's name, each as <c>--name value</c>.</summary>
internal sealed record Options
{
    /// <summary>Path of the built <c>Banyan.Host.dll</c>.</summary>
    public required string Banyan { get; init; }

    /// <summary>Rows of ninety days.</summary>
    public required long Rows { get; init; }

    /// <summary>Connection string of a PostgreSQL database of the run's own; empty for SQLite.</summary>
    public required string Postgres { get; init; }

    /// <summary>Folder that keeps the data between runs; empty for a temporary one that is deleted.</summary>
    public required string Folder { get; init; }

    /// <summary>Asks of each kind at most; fewer where they would take longer than twenty seconds.</summary>
    public required int Asks { get; init; }

    /// <summary>Kinds to ask, by the beginning of their names; empty for all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>File the results are added to; empty for none.</summary>
    public required string Out { get; init; }

    /// <summary>What was measured, as said by whoever started the program.</summary>
    public required string Commit { get; init; }

    public bool Wants(string kind) => Only.Count == 0 || Only.Any(word => kind.StartsWith(word, StringComparison.Ordinal));

    public static Options Parse(IReadOnlyList<string> words)
    {
        var values = Enumerable.Range(0, words.Count / 2).ToDictionary(at => words[2 * at], at => words[(2 * at) + 1], StringComparer.Ordinal);
        string Of(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);
        return new Options
        {
            Banyan = Path.GetFullPath(Of("--banyan", "Banyan.Host.dll")),
            Rows = long.Parse(Of("--rows", "10000000"), CultureInfo.InvariantCulture),
            Postgres = Of("--postgres", ""),
            Folder = Of("--folder", ""),
            Asks = int.Parse(Of("--asks", "100"), CultureInfo.InvariantCulture),
            Only = Of("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Out = Of("--out", ""),
            Commit = Of("--commit", "unknown"),
        };
    }
}
