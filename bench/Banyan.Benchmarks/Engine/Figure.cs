using System.Diagnostics;
using System.Globalization;

namespace Banyan.Benchmarks.Engine;

/// <summary>What one piece of work takes.</summary>
/// <param name="What">The work.</param>
/// <param name="Microseconds">The median of the rounds' means.</param>
/// <param name="Bytes">Allocated on the thread that did it, each time.</param>
/// <param name="Bound">What it may take, as <c>3 us, 1 KB</c>; empty where nothing is asked of it.</param>
internal sealed record Figure(string What, double Microseconds, double Bytes, string Bound)
{
    private const int Rounds = 15;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(60);

    /// <summary>Whether it takes more time or more bytes than it may.</summary>
    public bool IsOver => Bound.Split(", ", StringSplitOptions.RemoveEmptyEntries).Any(IsOverOne);

    /// <summary>Measures work that ends on the thread it began on.</summary>
    public static Figure Of(string what, string bound, Action work)
    {
        var once = Run(work, Warm, out _);
        var count = Math.Max(1, (int)(Round.TotalMicroseconds / once));
        var bytes = 0.0;
        var means = Enumerable.Range(0, Rounds).Select(_ => Time(work, count, out bytes)).Order().ToArray();
        return new Figure(what, means[Rounds / 2], bytes, bound);
    }

    private bool IsOverOne(string bound)
    {
        var words = bound.Split(' ');
        var most = double.Parse(words[0], CultureInfo.InvariantCulture);
        return words[1] switch
        {
            "us" => Microseconds > most,
            "ms" => Microseconds > most * 1_000,
            "KB" => Bytes > most * 1_024,
            _ => throw new FormatException($"'{bound}' is no bound."),
        };
    }

    private static double Run(Action work, TimeSpan least, out int count)
    {
        var began = Stopwatch.GetTimestamp();
        for (count = 0; count == 0 || Stopwatch.GetElapsedTime(began) < least; count++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / count;
    }

    private static double Time(Action work, int count, out double bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < count; turn++)
        {
            work();
        }

        var spent = Stopwatch.GetElapsedTime(began).TotalMicroseconds / count;
        bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
        return spent;
    }
}
