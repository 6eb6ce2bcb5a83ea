using System.Collections.Concurrent;
using System.Diagnostics;

namespace Banyan.Load.Driving;

/// <summary>Puts load on a port: as many asks as answers allow, or as many as a clock says.</summary>
internal static class Driver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Closed loop: every connection asks again as soon as it is answered.</summary>
    public static async Task<Sample> ClosedAsync(int port, ReadOnlyMemory<byte> ask, int connections, TimeSpan time)
    {
        using var bound = new CancellationTokenSource(time + Patience);
        var started = Stopwatch.GetTimestamp();
        var loops = Enumerable.Range(0, connections).Select(_ => LoopAsync(port, ask, started, time, bound.Token));
        var replies = await Task.WhenAll(loops);
        return new Sample([.. replies.SelectMany(one => one)], Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Open loop: asks leave at a fixed rate whether or not earlier ones were answered.</summary>
    public static async Task<Sample> OpenAsync(int port, ReadOnlyMemory<byte> ask, int perSecond, TimeSpan time)
    {
        using var bound = new CancellationTokenSource(time + Patience);
        var idle = new ConcurrentBag<Connection>();
        var asks = new List<Task<Reply>>((int)(perSecond * time.TotalSeconds));
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            var due = Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond;
            while (asks.Count < due)
            {
                asks.Add(OneAsync(idle, port, ask, bound.Token));
            }

            await Task.Delay(1, bound.Token);
        }

        var replies = await Task.WhenAll(asks);
        var took = Stopwatch.GetElapsedTime(started);
        foreach (var connection in idle)
        {
            connection.Dispose();
        }

        return new Sample(replies, took);
    }

    private static async Task<List<Reply>> LoopAsync(int port, ReadOnlyMemory<byte> ask, long started, TimeSpan time, CancellationToken cancellationToken)
    {
        using var connection = new Connection(port);
        var replies = new List<Reply>();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            replies.Add(await connection.AskAsync(ask, cancellationToken));
        }

        return replies;
    }

    private static async Task<Reply> OneAsync(ConcurrentBag<Connection> idle, int port, ReadOnlyMemory<byte> ask, CancellationToken cancellationToken)
    {
        var connection = idle.TryTake(out var kept) ? kept : new Connection(port);
        var reply = await connection.AskAsync(ask, cancellationToken);
        idle.Add(connection);
        return reply;
    }
}
