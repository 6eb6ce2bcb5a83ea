using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering;

/// <summary>The outermost step: whatever becomes of an exchange, it ends in one record.</summary>
internal sealed class MeterStep(ObserverRow observers, IUsageSpool spool, TimeProvider time) : IStep
{
    /// <inheritdoc />
    public async ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        Answer? answer = null;
        observers.Began(exchange);
        try
        {
            answer = await next(exchange, cancellationToken);
            if (!exchange.Ask.Lens.Streams)
            {
                // The attempts of a whole answer have ended, and its last byte may leave with its first.
                await spool.SafeAsync();
            }

            return answer.Through(new MeterFilter(exchange, observers, spool, time));
        }
        finally
        {
            // Thrown: a caller who left before there was an answer, or a bug the door turns into a 500. It is counted all the same.
            if (answer is null)
            {
                var end = cancellationToken.IsCancellationRequested ? new StreamEnd(StreamEndKind.CallerLeft) : new StreamEnd(StreamEndKind.Stopped);
                observers.Tell(RecordBuilder.Build(exchange, end, firstToken: null, time));
            }
        }
    }
}
