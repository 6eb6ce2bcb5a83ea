using System.Threading.Channels;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>Pumps one turn's answer, filters and all, and hands what becomes of it for the caller to whoever reads. The reader's pace is the pump's.</summary>
internal sealed class TurnPump : ICallerSink, IAsyncDisposable
{
    private const int MostAhead = 8;

    private readonly Channel<Frame> _made = Channel.CreateBounded<Frame>(new BoundedChannelOptions(MostAhead) { SingleReader = true, SingleWriter = true });
    private readonly LoopAnswer _loop;
    private readonly CancellationTokenSource _stop;
    private readonly Task<StreamEnd> _pumping;

    private TurnPump(Answer answer, LoopAnswer loop, CancellationToken cancellationToken)
    {
        _loop = loop;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _pumping = PumpAsync(answer, _stop.Token);
    }

    /// <summary>Begins.</summary>
    public static TurnPump Start(Answer answer, LoopAnswer loop, CancellationToken cancellationToken) => new(answer, loop, cancellationToken);

    /// <summary>The caller's frames, as they are made.</summary>
    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken) => _made.Reader.ReadAllAsync(cancellationToken);

    /// <summary>How the turn ended: why it broke; null when it did not.</summary>
    public async Task<Failure?> EndAsync()
    {
        var end = await _pumping;
        return end.Kind == StreamEndKind.Completed ? null : end.Failure ?? new Failure(FailureKind.Internal, "internal", "Banyan failed; report the request id.");
    }

    /// <inheritdoc />
    public async ValueTask WriteAsync(Frame frame)
    {
        foreach (var made in _loop.Push(frame))
        {
            await _made.Writer.WriteAsync(made, _stop.Token);
        }
    }

    /// <inheritdoc />
    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public void Stop(Failure why)
    {
        // The row stops at its last filter; the failure comes with the end.
    }

    /// <summary>Ends a turn that nobody reads any more: its upstream is let go and its filters settle.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pumping;
        _stop.Dispose();
    }

    private async Task<StreamEnd> PumpAsync(Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            return await Pump.RunAsync(answer, this, cancellationToken);
        }
        finally
        {
            await answer.DisposeAsync();
            _made.Writer.Complete();
        }
    }
}
