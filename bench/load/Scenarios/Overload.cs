using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Banyan.Load.Contenders;
using Banyan.Load.Driving;
using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>What a node with its default bounds still answers when it is asked for several times what it can do.</summary>
internal static class Overload
{
    private const int BodyBytes = 300;
    private const int BufferBytes = 24 * 1024;
    private const int WarmPasses = 4;

    // The load and the mock upstream have one core together: beside two that spin, the node has a third of the other, and is what is overloaded.
    private const int Spinning = 2;

    // A caller has only so many files to open, too: what is due beyond it can't even be sent.
    private const int MostOpen = 4_000;
    private static readonly int[] Connections = [64, 128, 256];
    private static readonly int[] Times = [1, 5];
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(6);

    // At either end of an offering things begin or run out.
    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(1);

    /// <summary>How long a caller finds an answer worth waiting for that takes a fifth of a second by itself.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Finds the peak in closed loops, then offers multiples of it by the clock.</summary>
    public static async Task<IReadOnlyList<Offered>> RunAsync(Options options, string folder)
    {
        await using var upstream = await MockProvider.StartAsync();
        using var banyan = await Starting.BanyanAsync(upstream.Port, folder, options);
        await banyan.ReadyAsync();
        var ask = banyan.Ask(Mode.Paced, BodyBytes);
        await Driver.ClosedAsync(banyan.Port, ask, Connections[^1], options.Warm * WarmPasses);
        var spinning = Enumerable.Range(0, Spinning).Select(_ => Child.Start(folder, null, new Dictionary<string, string>(StringComparer.Ordinal), "sh", "-c", "while :; do :; done")).ToArray();
        try
        {
            return await RunAsync(banyan, ask, options.Time > Least ? options.Time : Least);
        }
        finally
        {
            foreach (var one in spinning)
            {
                one.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyList<Offered>> RunAsync(Contender banyan, byte[] ask, TimeSpan time)
    {
        var results = new List<Offered>();
        foreach (var connections in Connections)
        {
            results.Add(await MeasureAsync($"closed loop, {connections} connections", true, banyan, time, ends => ClosedAsync(banyan.Port, ask, connections, time, ends)));
        }

        var peak = results.Max(one => one.AnswersPerSecond);
        foreach (var times in Times)
        {
            results.Add(await MeasureAsync($"{times} x the peak, by the clock", false, banyan, time, ends => OpenAsync(banyan.Port, ask, peak * times, time, ends)));
        }

        return results;
    }

    private static async Task<Offered> MeasureAsync(string title, bool isPeak, Contender banyan, TimeSpan time, Func<ConcurrentQueue<End>, Task> offerAsync)
    {
        await Console.Error.WriteLineAsync($"{title} ...");
        var ends = new ConcurrentQueue<End>();
        var (started, before) = (Stopwatch.GetTimestamp(), banyan.Process!.Cpu());
        await offerAsync(ends);
        var share = (banyan.Process.Cpu() - before) / Stopwatch.GetElapsedTime(started);
        var (from, to) = (started + Ticks(Aside), started + Ticks(time - Aside));
        var all = ends.Where(one => one.At >= from && one.At < to).ToArray();
        var answers = all.Where(one => one.Reply.IsWhole && one.Reply.Total <= Ticks(Patience)).Select(one => one.Reply.Total).Order().ToArray();
        var refusals = all.Where(one => one.Reply.IsRefused).Select(one => one.Reply.Total).Order().ToArray();
        var seconds = (time - Aside - Aside).TotalSeconds;
        return new(title, isPeak)
        {
            AsksPerSecond = all.Length / seconds,
            AnswersPerSecond = answers.Length / seconds,
            RefusedPerSecond = refusals.Length / seconds,
            AnswerMiddle = At(answers, 0.5),
            AnswerLate = At(answers, 0.99),
            RefusalLate = At(refusals, 0.99),
            Lost = all.Length - answers.Length - refusals.Length,
            CpuShare = share,
        };
    }

    private static Task ClosedAsync(int port, ReadOnlyMemory<byte> ask, int connections, TimeSpan time, ConcurrentQueue<End> ends)
    {
        var until = Stopwatch.GetTimestamp() + Ticks(time);
        return Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            using var connection = new Connection(port, BufferBytes);
            while (Stopwatch.GetTimestamp() < until)
            {
                await OneAsync(connection, ask, ends, CancellationToken.None);
            }
        }));
    }

    /// <summary>Asks leave by the clock, each on a connection nobody waits at; what is under way at the end is given up.</summary>
    private static async Task OpenAsync(int port, ReadOnlyMemory<byte> ask, double perSecond, TimeSpan time, ConcurrentQueue<End> ends)
    {
        using var over = new CancellationTokenSource(time);
        var (idle, asks, open) = (new ConcurrentStack<Connection>(), new List<Task>(), new StrongBox<int>());
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; !over.IsCancellationRequested;)
        {
            for (var due = Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond; sent < due; sent++)
            {
                if (Volatile.Read(ref open.Value) < MostOpen)
                {
                    asks.Add(OneAsync(idle, port, ask, ends, open, over.Token));
                }
                else
                {
                    ends.Enqueue(new End(default, Stopwatch.GetTimestamp()));
                }
            }

            await Task.Delay(1, CancellationToken.None);
        }

        await Task.WhenAll(asks);
        foreach (var connection in idle)
        {
            connection.Dispose();
        }
    }

    private static async Task OneAsync(ConcurrentStack<Connection> idle, int port, ReadOnlyMemory<byte> ask, ConcurrentQueue<End> ends, StrongBox<int> open, CancellationToken over)
    {
        Interlocked.Increment(ref open.Value);
        var connection = idle.TryPop(out var kept) ? kept : new Connection(port, BufferBytes);
        if (await OneAsync(connection, ask, ends, over))
        {
            idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }

        Interlocked.Decrement(ref open.Value);
    }

    private static async Task<bool> OneAsync(Connection connection, ReadOnlyMemory<byte> ask, ConcurrentQueue<End> ends, CancellationToken over)
    {
        try
        {
            ends.Enqueue(new End(await connection.AskAsync(ask, over), Stopwatch.GetTimestamp()));
            return true;
        }
        catch (Exception gone) when (gone is OperationCanceledException or System.Net.Sockets.SocketException)
        {
            if (!over.IsCancellationRequested)
            {
                ends.Enqueue(new End(default, Stopwatch.GetTimestamp()));
            }

            return false;
        }
    }

    private static double At(long[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]).TotalMilliseconds;

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private readonly record struct End(Reply Reply, long At);
}
