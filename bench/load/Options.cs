using System.Globalization;

namespace Banyan.Load;

/// <summary>The words after the program's name, each as <c>--name value</c>.</summary>
internal sealed record Options
{
    private const int FewestRounds = 3;
    private static readonly string[] Told = ["--control", "--rounds", "--seconds", "--warm", "--only", "--streams"];

    /// <summary>Path of the published <c>Banyan.Host.dll</c>.</summary>
    public required string Banyan { get; init; }

    /// <summary>Another published <c>Banyan.Host.dll</c> to measure beside the first, as before and after a change; empty for none.</summary>
    public required string Beside { get; init; }

    /// <summary>Whether the same build with budgets and limits on is measured beside it.</summary>
    public required bool Control { get; init; }

    /// <summary>Connection string of an empty PostgreSQL database to measure the build with control on it, too; empty for none.</summary>
    public required string Postgres { get; init; }

    /// <summary>Connection string of another empty PostgreSQL database to measure the build with control off on it; empty for none.</summary>
    public required string PostgresOff { get; init; }

    /// <summary>Folder with Portkey's installed package; empty leaves it out.</summary>
    public required string Portkey { get; init; }

    /// <summary>File to write the results to; empty writes none.</summary>
    public required string Out { get; init; }

    /// <summary>Measured rounds.</summary>
    public required int Rounds { get; init; }

    /// <summary>Length of one measurement.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Length of one pass of warm-up.</summary>
    public required TimeSpan Warm { get; init; }

    /// <summary>Streams to hold open.</summary>
    public required int Streams { get; init; }

    /// <summary>Scenarios to run; empty for all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>What was measured, as said by whoever started the program.</summary>
    public required string Commit { get; init; }

    /// <summary>The words that say what was measured, as they were given; what is of one machine left out.</summary>
    public required string Words { get; init; }

    public bool Wants(string scenario) => Only.Count == 0 || Only.Contains(scenario, StringComparer.Ordinal);

    public static Options Parse(IReadOnlyList<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at + 1 < words.Count; at += 2)
        {
            // Of a word said twice the last holds: the script's come first.
            values[words[at]] = words[at + 1];
        }

        string Of(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);
        return new Options
        {
            Banyan = Path.GetFullPath(Of("--banyan", "Banyan.Host.dll")),
            Beside = Of("--beside", "") is { Length: > 0 } other ? Path.GetFullPath(other) : "",
            Control = Of("--control", "no") == "yes",
            Postgres = Of("--postgres", ""),
            PostgresOff = Of("--postgres-off", ""),
            Portkey = Of("--portkey", "") is { Length: > 0 } folder ? Path.GetFullPath(folder) : "",
            Out = Of("--out", ""),
            Rounds = int.Parse(Of("--rounds", $"{FewestRounds}"), CultureInfo.InvariantCulture),
            Time = TimeSpan.FromSeconds(double.Parse(Of("--seconds", "2"), CultureInfo.InvariantCulture)),
            Warm = TimeSpan.FromSeconds(double.Parse(Of("--warm", "2"), CultureInfo.InvariantCulture)),
            Streams = int.Parse(Of("--streams", "10000"), CultureInfo.InvariantCulture),
            Only = Of("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Commit = Of("--commit", "unknown"),
            Words = string.Join(' ', values.Where(one => Told.Contains(one.Key, StringComparer.Ordinal)).Select(one => $"{one.Key} {one.Value}")),
        };
    }
}
