using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Banyan.Benchmarks.Routing;

/// <summary>The router's figures, written as a page.</summary>
internal static class RouteFigures
{
    private const int Warm = 50_000, Decisions = 200_000;

    /// <summary>Measures, and writes the page.</summary>
    public static async Task WriteAsync(string page, string commit)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            # Deciding where an ask goes

            Written by `bench/router` at {commit}: {Decisions} decisions one after the other on one thread, each timed by itself, after {Warm} of warm-up of every kind. Rules have three conditions and none is obeyed; all
            candidates live and are weighed; the one candidate is a model named by the ask, and there is nothing to weigh. What is allocated is the decision: every candidate with its figures, and the chain.

            | candidates | rules | median | 99th percentile | 99.9th | allocates | bound of the 99th |
            |---|---|---|---|---|---|---|

            """);
        var kinds = new[] { (1, 20, ""), (3, 0, ""), (3, 20, ""), (20, 20, ""), (100, 0, ""), (100, 20, "20 us") }
            .Select(kind => (kind.Item1, kind.Item2, kind.Item3, Bed: new RouteBed(kind.Item1, kind.Item2, kind.Item1 == 1 ? "p0/model-0" : "auto"))).ToList();
        foreach (var (_, _, _, bed) in kinds)
        {
            Warmed(bed);
        }

        foreach (var (candidates, rules, bound, bed) in kinds)
        {
            var (times, bytes) = Measure(Warmed(bed));
            text.Append(CultureInfo.InvariantCulture, $"| {candidates} | {rules} | {At(times, 0.5):0.0} us | {At(times, 0.99):0.0} us | {At(times, 0.999):0.0} us | {bytes:0} B | {bound} |\n");
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
}
