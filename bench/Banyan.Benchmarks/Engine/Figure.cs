using System.Diagnostics;

namespace Banyan.Benchmarks.Engine;

/// <summary>What one piece of work takes.</summary>
/// <param name="What">The work.</param>
/// <param name="Microseconds">The median of the rounds' means.</param>
/// <param name="Bytes">Allocated on the thread that did it, each time.</param>
/// <param name="Bound">What it may take.</param>
internal sealed record Figure(string What, double Microseconds, double Bytes, string Bound)
{
    private const int Rounds = 15;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(60);

    /// <summary>Measures work that ends on the thread it began on.</summary>
    public static Figure Of(string what, string bound, Action work)
    {
        var once = Run(work, Warm, out _);
        var count = Math.Max(1, (int)(Round.TotalMicroseconds / once));
        var bytes = 0.0;
        var means = Enumerable.Range(0, Rounds).Select(_ => Time(work, count, out bytes)).Order().ToArray();
        return new Figure(what, means[Rounds / 2], bytes, bound);
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
