using System.Runtime.CompilerServices;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Plays prepared frames as a provider would send them, faults included; the attempt sees each one as it would see a real one.</summary>
internal sealed class MockFrames(List<Frame> frames, Exchange exchange, MockScript script, TimeProvider time)
{
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var attempt = exchange.Attempt!;
        for (var i = 0; i < frames.Count; i++)
        {
            if (i == script.Cut)
            {
                yield return Frame.Broken(TransportFailures.Cut());
                yield break;
            }

            if (i == script.Stall)
            {
                await StallAsync(cancellationToken);
                yield return Frame.Broken(new Failure(FailureKind.TimedOut, "provider_timeout", "The mock was asked to fall silent, and did for the idle time."));
                yield break;
            }

            if (i > 0 && script.Pace > TimeSpan.Zero)
            {
                await Task.Delay(script.Pace, time, cancellationToken);
            }

            if (i == script.Malformed)
            {
                yield return Frame.Broken(TransportFailures.Garbled("The provider sent a frame that is not JSON (the mock was asked to)."));
                yield break;
            }

            attempt.Observe(exchange.Ask.Dialect.Read(frames[i]), time);
            yield return frames[i];
        }
    }

    private Task StallAsync(CancellationToken cancellationToken)
    {
        var idle = exchange.Candidate!.Provider.Timeouts.Idle;
        return Task.Delay(idle < exchange.Deadline.Left ? idle : exchange.Deadline.Left, time, cancellationToken);
    }
}
