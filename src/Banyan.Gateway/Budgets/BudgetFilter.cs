using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Budgets;

/// <summary>Watches a stream outgrow its reservation, and settles at the end.</summary>
/// <remarks>At four fifths of the completion it was reckoned with, the reservation is raised to twice that; where there is no room, the stream ends with the refusal.</remarks>
internal sealed class BudgetFilter(Exchange exchange, Reservations reservations, IPricing pricing, CancellationToken cancellationToken) : IFrameFilter
{
    private long _reckoned = exchange.Attempts is [.., var last] ? ClaimEstimate.Output(exchange.Ask.Lens, last.Candidate.Model, exchange.Operation) : 0;

    /// <inheritdoc />
    public bool TakesRuns => true;

    /// <inheritdoc />
    public async ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        await next.WriteAsync(frame);
        if (frame.Kind != FrameKind.Body && exchange.Attempts is [.., var attempt] && Estimator.OutputTokens(attempt.TextBytes) * 5 > _reckoned * 4 && !attempt.SawTerminal)
        {
            _reckoned = Math.Max(_reckoned, 1) * 2;
            if (await reservations.RaiseAsync(exchange, Raised(attempt), cancellationToken) is { } failure)
            {
                next.Stop(failure);
            }
        }
    }

    /// <inheritdoc />
    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next) => reservations.SettleAsync(exchange);

    /// <summary>What is held, with the completion as it is reckoned now.</summary>
    private Claim Raised(Attempt attempt)
    {
        var output = pricing.Estimate(attempt.Candidate.Model, attempt.StartedAt, 0, _reckoned, isProvable: false) ?? 0;
        return new Claim(exchange.Held.NanoUsd + output, exchange.Held.Tokens + _reckoned);
    }
}
