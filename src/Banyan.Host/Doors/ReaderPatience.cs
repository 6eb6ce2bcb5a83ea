using System.IO.Pipelines;

namespace Banyan.Host.Doors;

/// <summary>For how long a caller may leave everything unread; then the connection is cut and the upstream freed.</summary>
/// <remarks>The server's own least rate forgives a caller every byte the connection has ever taken, which after a fast beginning is hours.</remarks>
/// <param name="Value">The bound. <value>Default 30 s.</value></param>
internal sealed record ReaderPatience(TimeSpan Value)
{
    /// <summary>The bound of a running service.</summary>
    public static ReaderPatience Usual { get; } = new(TimeSpan.FromSeconds(30));

    /// <summary>Flushes; waits only while the caller's buffers are full.</summary>
    public ValueTask<FlushResult> FlushAsync(HttpContext http, TimeProvider time) => FlushAsync(http, http.Response.BodyWriter, time);

    /// <summary>The same for a body that is written by way of another writer.</summary>
    public ValueTask<FlushResult> FlushAsync(HttpContext http, PipeWriter body, TimeProvider time)
    {
        var flush = body.FlushAsync(http.RequestAborted);
        return flush.IsCompleted ? flush : WaitAsync(flush, http, time);
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush, HttpContext http, TimeProvider time)
    {
        await using var cut = time.CreateTimer(static http => ((HttpContext)http!).Abort(), http, Value, Timeout.InfiniteTimeSpan);
        return await flush;
    }
}
