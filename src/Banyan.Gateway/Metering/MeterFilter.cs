using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Metering;

/// <summary>The place next to the caller: sees the first content go by, and the end; what marks the end of a stream waits until its rows are safe.</summary>
internal sealed class MeterFilter(Exchange exchange, ObserverRow observers, IUsageSpool spool, TimeProvider time) : IFrameFilter
{
    private long _firstContent;

    /// <inheritdoc />
    public bool TakesRuns => true;

    /// <inheritdoc />
    public ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        if (_firstContent == 0 && HasContent())
        {
            _firstContent = time.GetTimestamp();
        }

        return next.WriteAsync(frame);
    }

    /// <inheritdoc />
    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        TimeSpan? firstToken = _firstContent == 0 ? null : time.GetElapsedTime(exchange.StartTimestamp, _firstContent);
        observers.Tell(RecordBuilder.Build(exchange, end, firstToken, time));
        return end.Kind == StreamEndKind.CallerLeft ? ValueTask.CompletedTask : spool.SafeAsync();
    }

    /// <summary>Whether what passes now can be content: a stored answer has no attempts and begins with it, others say so themselves.</summary>
    private bool HasContent()
    {
        var attempts = exchange.Attempts;
        for (var i = attempts.Count - 1; i >= 0; i--)
        {
            if (attempts[i].SawContent)
            {
                return true;
            }
        }

        return attempts.Count == 0;
    }
}
