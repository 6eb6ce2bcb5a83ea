using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Banyan.Load.Driving;

/// <summary>Asks that leave by the clock, each on a connection nobody waits at. Connections are kept from one amount to the next, as callers' are.</summary>
internal sealed class Offering(int port, ReadOnlyMemory<byte> ask, int bufferBytes) : IDisposable
{
    // A caller has only so many files to open: what is due beyond it can't even be sent.
    private const int MostOpen = 6_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private readonly ConcurrentStack<Connection> _idle = new();
    private int _open;

    /// <summary>Offers so many a second for so long, and waits until what is under way has ended; what has not by then is given up.</summary>
    /// <returns>Each with when it ended; what could not be sent or was cut as an empty reply.</returns>
    public async Task<IReadOnlyCollection<End>> RunAsync(double perSecond, TimeSpan time)
    {
        using var over = new CancellationTokenSource(time + Rest);
        var (asks, ends) = (new List<Task>((int)(perSecond * time.TotalSeconds)), new ConcurrentQueue<End>());
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; Stopwatch.GetElapsedTime(started) < time;)
        {
            for (var due = Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond; sent < due; sent++)
            {
                if (Volatile.Read(ref _open) < MostOpen)
                {
                    asks.Add(OneAsync(ends, over.Token));
                }
                else
                {
                    ends.Enqueue(new End(default, Stopwatch.GetTimestamp()));
                }
            }

            await Task.Delay(1, CancellationToken.None);
        }

        await Task.WhenAll(asks);
        return ends;
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }
    }

    private async Task OneAsync(ConcurrentQueue<End> ends, CancellationToken over)
    {
        Interlocked.Increment(ref _open);
        var connection = _idle.TryPop(out var kept) ? kept : new Connection(port, bufferBytes);
        try
        {
            ends.Enqueue(new End(await connection.AskAsync(ask, over), Stopwatch.GetTimestamp()));
            _idle.Push(connection);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException)
        {
            connection.Dispose();
            ends.Enqueue(new End(default, Stopwatch.GetTimestamp()));
        }

        Interlocked.Decrement(ref _open);
    }

    /// <summary>What came of one ask.</summary>
    /// <param name="Reply">The answer; empty where there was none.</param>
    /// <param name="At">When it ended.</param>
    internal readonly record struct End(Reply Reply, long At);
}
