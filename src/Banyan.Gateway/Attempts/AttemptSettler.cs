using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Attempts;

/// <summary>Ends the attempt whose answer is being pumped, exactly once, however the answer ends.</summary>
internal sealed class AttemptSettler(Exchange exchange, Attempt attempt, AttemptRunner runner) : IFrameFilter
{
    private bool _ended;

    public bool TakesRuns => true;

    public ValueTask OnFrameAsync(Frame frame, IFrameSink next) => next.WriteAsync(frame);

    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        var outcome = end.Kind switch
        {
            StreamEndKind.Completed => Outcome.Succeeded,
            StreamEndKind.CallerLeft or StreamEndKind.Abandoned => Outcome.Cancelled,
            StreamEndKind.UpstreamBroke or StreamEndKind.DeadlinePassed or StreamEndKind.Stopped => Outcome.Truncated,
            StreamEndKind.Refused => Outcome.Failed,
        };
        End(outcome, end.Failure);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the attempt; a second call does nothing.</summary>
    public void End(Outcome outcome, Failure? failure)
    {
        if (!_ended)
        {
            _ended = true;
            runner.End(exchange, attempt, outcome, failure);
        }
    }
}
