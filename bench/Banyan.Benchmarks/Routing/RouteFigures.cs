using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Banyan.Benchmarks.Routing;

/// <summary>The router's figures, written as a page.</summary>
internal static class RouteFigures
{
    private const int Warm = 50_000, Decisions = 200_000;

    private static readonly Kind[] Kinds =
    [
        new("a named model", 1, 20, Asked: "p0/model-0"),
        new("auto", 3, 0),
        new("auto", 3, 20),
        new("auto", 20, 20),
        new("auto", 100, 0),
        new("auto", 100, 20, Bound: "20 us"),
        new("auto, by a prompt of a kind", 100, 20, Prompt: "digest", Bound: "20 us"),
    ];

    /// <summary>Measures, and writes the page.</summary>
    public static async Task WriteAsync(string page, string commit)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            # Deciding where an ask goes

            Written by `bench/router` at {commit}: {Decisions} decisions one after the other on one thread, each timed by itself, after {Warm} of warm-up of every kind. Rules have three conditions and none is obeyed; all
            candidates live and are weighed, but for the model that is named. What is allocated is the decision: every candidate with its figures, and the chain.

            | ask | candidates | rules | median | 99th percentile | 99.9th | allocates | bound of the 99th |
            |---|---|---|---|---|---|---|---|

            """);
        (Kind Kind, RouteBed Bed)[] beds = [.. Kinds.Select(kind => (kind, Warmed(new RouteBed(kind.Candidates, kind.Rules, kind.Asked, kind.Prompt))))];
        foreach (var (kind, bed) in beds)
        {
            var (times, bytes) = Measure(Warmed(bed));
            text.Append(CultureInfo.InvariantCulture, $"| {kind.Name} | {kind.Candidates} | {kind.Rules} | {At(times, 0.5):0.0} us | {At(times, 0.99):0.0} us | {At(times, 0.999):0.0} us | {bytes:0} B | {kind.Bound} |\n");
        }

        await File.WriteAllTextAsync(page, text.ToString());
        Console.Write(text);
    }

    private static RouteBed Warmed(RouteBed bed)
    {
        for (var i = 0; i < Warm; i++)
        {
            bed.Decide();
        }

        return bed;
    }

    private static (double[] Times, double Bytes) Measure(RouteBed bed)
    {
        var times = new double[Decisions];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Decisions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            bed.Decide();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Decisions;
        Array.Sort(times);
        return (times, bytes);
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    private sealed record Kind(string Name, int Candidates, int Rules, string Asked = "auto", string? Prompt = null, string Bound = "");
}
