using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Host.Doors.Intents;

/// <summary>A run as server-sent events: the journal's, each under its number, a <c>ping</c> while nothing happens, and an <c>error</c> when it ends before its time.</summary>
internal sealed class RunStream(IntentCall call, DoorEntry entry, TimeProvider time)
{
    private readonly TimeSpan _pingAfter = entry.Catalog.PingAfter;

    private PipeWriter Out => call.Http.Response.BodyWriter;

    /// <summary>Writes events until they end.</summary>
    public async Task WriteAsync(IAsyncEnumerable<RunEvent> events)
    {
        Head();
        await FlushAsync();
        try
        {
            await PumpAsync(events);
        }
        catch (OperationCanceledException) when (call.Running.Stopped is not null && !call.Http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(call.Running.Stopped);
        }
        catch (StoreAwayException)
        {
            await FailAsync(IntentFailures.Away);
        }
    }

    private async Task PumpAsync(IAsyncEnumerable<RunEvent> events)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Token);
        await using var reader = events.GetAsyncEnumerator(over.Token);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            while (await ArriveAsync(next))
            {
                Event(reader.Current);
                await FlushAsync();
                next = reader.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // Nobody may leave an enumerator that is still moving.
            await over.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for the next event, with a ping whenever it is quiet for too long.</summary>
    private async Task<bool> ArriveAsync(Task<bool> next)
    {
        while (!next.IsCompleted)
        {
            using var quiet = new CancellationTokenSource();
            await Task.WhenAny(next, Task.Delay(_pingAfter, time, quiet.Token));
            await quiet.CancelAsync();
            if (!next.IsCompleted)
            {
                SseWriter.WriteEvent(Out, "ping"u8, "{}"u8);
                await FlushAsync();
            }
        }

        return await next;
    }

    private void Head()
    {
        var response = call.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["x-accel-buffering"] = "no";
    }

    private void Event(RunEvent happened)
    {
        Out.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\n")));
        SseWriter.WriteEvent(Out, Encoding.UTF8.GetBytes(happened.Kind), Encoding.UTF8.GetBytes(happened.Data.GetRawText()));
    }

    private async Task FailAsync(Failure failure)
    {
        SseWriter.WriteEvent(Out, "error"u8, JsonWriting.Write(writer => call.Problems.Write(writer, failure)));
        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        var flushed = await entry.Patience.FlushAsync(call.Http, time);
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new CallerGoneException();
        }
    }
}
