using System.IO.Pipelines;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Host.Doors;

/// <summary>The caller's connection: head, frames, keep-alives, and an end that never looks whole when it is not.</summary>
/// <remarks>The gate keeps a keep-alive from landing between a write and its flush; it is free unless a keep-alive is under way.</remarks>
internal sealed class HttpCallerSink : ICallerSink, IAsyncDisposable
{
    // An upstream that always has more ready is never waited for: what piles up meanwhile is bounded here.
    private const int MostUnflushed = 64 * 1024;

    private readonly HttpContext _http;
    private readonly DoorResponse _response;
    private readonly Exchange _exchange;
    private readonly TimeProvider _time;
    private readonly ReaderPatience _patience;
    private readonly StreamCloser? _closer;
    private readonly FrameShape _shape;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ChunkedBody? _trailed;
    private ITimer? _pulse;
    private long _lastWrite;
    private bool _isHeaded;
    private int _unflushed;

    public HttpCallerSink(HttpContext http, DoorResponse response, Exchange exchange, TimeProvider time, ReaderPatience patience)
    {
        (_http, _response, _exchange, _time, _patience) = (http, response, exchange, time, patience);
        _shape = FrameShape.Of(response.Door, exchange.Ask.Lens.Streams);
        _closer = _shape.IsStream ? response.Door.Dialect.CreateCloser() : null;
        _lastWrite = time.GetTimestamp();
    }

    /// <summary>Whether the frames' own bytes are what is written.</summary>
    public bool TakesRuns => _shape.WritesRaw;

    private PipeWriter Body => _trailed ?? _http.Response.BodyWriter;

    /// <summary>Starts keep-alives for a stream: one whenever nothing was written for the configured time.</summary>
    public void KeepAlive()
    {
        if (_closer is not null)
        {
            var after = _exchange.Catalog.PingAfter;
            _pulse = _time.CreateTimer(static sink => ((HttpCallerSink)sink!).Pulse(), this, after, after);
        }
    }

    public ValueTask WriteAsync(Frame frame)
    {
        if (!_gate.Wait(0))
        {
            return WriteAfterBeatAsync(frame);
        }

        Put(frame);
        return _unflushed < MostUnflushed ? ValueTask.CompletedTask : FlushCoreAsync();
    }

    public ValueTask FlushAsync() => _unflushed > 0 ? FlushCoreAsync() : ValueTask.CompletedTask;

    public void Stop(Failure why)
    {
        // The row stops at its last filter; the connection has nothing to add.
    }

    /// <summary>Ends the response as the answer ended.</summary>
    public async ValueTask EndAsync(StreamEnd end)
    {
        await StopPulseAsync();
        if (end.Kind == StreamEndKind.CallerLeft)
        {
            return;
        }

        if (end.Failure is { } failure)
        {
            await FailAsync(failure);
            return;
        }

        if (_shape.IsStream)
        {
            Head(default);
            End();
            _unflushed++;
        }

        await FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopPulseAsync();
        _gate.Dispose();
    }

    private async ValueTask WriteAfterBeatAsync(Frame frame)
    {
        await _gate.WaitAsync();
        Put(frame);
        if (_unflushed >= MostUnflushed)
        {
            await FlushCoreAsync();
        }
    }

    /// <summary>Writes a frame and opens the gate, which is held.</summary>
    private void Put(in Frame frame)
    {
        try
        {
            Head(frame);
            _shape.Write(Body, frame);
            _closer?.Saw(frame);
            _unflushed += Math.Max(frame.Raw.Length, frame.Data.Length) + 1;
            _lastWrite = _time.GetTimestamp();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask FailAsync(Failure failure)
    {
        if (!_isHeaded)
        {
            await _response.RefuseAsync(failure);
            return;
        }

        if (_closer is null)
        {
            // A whole body that broke half-way has no form for an error: only a cut connection says that it is not whole.
            _http.Abort();
            return;
        }

        foreach (var frame in _closer.Close(failure, _response.RequestId))
        {
            _shape.Write(Body, frame);
        }

        End();
        await FlushCoreAsync();
    }

    private void End()
    {
        _shape.WriteEnd(Body);
        _trailed?.WriteLast(AnswerTrailers.Of(_exchange));
    }

    private async ValueTask FlushCoreAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _unflushed = 0;
            var flushed = await _patience.FlushAsync(_http, Body, _time);
            if (flushed.IsCompleted || flushed.IsCanceled)
            {
                throw new CallerGoneException();
            }
        }
        catch (IOException broken)
        {
            throw new CallerGoneException("The connection to the caller broke.", broken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Head(in Frame frame)
    {
        if (_isHeaded)
        {
            return;
        }

        _isHeaded = true;
        _shape.WriteHead(_http.Response, frame);
        _trailed = _shape.IsStream ? AnswerTrailers.Begin(_http) : null;
    }

    private void Pulse()
    {
        if (_time.GetElapsedTime(_lastWrite) >= _exchange.Catalog.PingAfter * 0.9 && _gate.Wait(0))
        {
            _ = BeatAsync();
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            Head(default);
            _shape.Write(Body, _closer!.Heartbeat());
            _lastWrite = _time.GetTimestamp();
            await _patience.FlushAsync(_http, Body, _time);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The caller left between two frames; the pump learns it from its own token.
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask StopPulseAsync()
    {
        if (_pulse is { } pulse)
        {
            _pulse = null;
            await pulse.DisposeAsync();
            await _gate.WaitAsync();
            _gate.Release();
        }
    }
}
