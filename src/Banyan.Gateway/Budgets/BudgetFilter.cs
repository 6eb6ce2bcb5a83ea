using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Budgets;

/// <summary>Watches a stream outgrow its reservation, and settles at the end.</summary>
/// <remarks>
/// At four fifths of the completion it was reckoned with, the reservation is raised to twice that; where there is no room, the stream ends with the refusal. A provable reservation can't be outgrown unless
/// a provider minds no bound: it is raised once more was told of, hidden reasoning included, or came by far.
/// </remarks>
internal sealed class BudgetFilter(Exchange exchange, Reservations reservations, IPricing pricing, bool isProvable, CancellationToken cancellationToken) : IFrameFilter
{
    private long _reckoned = exchange.Attempts is [.., var last] ? ClaimEstimate.Output(exchange, last.Candidate.Model, isProvable) : 0;

    /// <inheritdoc />
    public bool TakesRuns => true;

    /// <inheritdoc />
    public async ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        await next.WriteAsync(frame);
        if (frame.Kind != FrameKind.Body && exchange.Attempts is [.., var attempt] && Outgrows(attempt) && !attempt.SawTerminal)
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

    private bool Outgrows(Attempt attempt)
    {
        var seen = Estimator.OutputTokens(attempt.TextBytes);
        return isProvable ? Math.Max(seen / 2, Told(attempt)) > _reckoned : seen * 5 > _reckoned * 4;
    }

    /// <summary>Tokens of the completion as far as the provider has told them, hidden reasoning included.</summary>
    private static long Told(Attempt attempt) =>
        attempt.Reported is { } told ? (told.Output ?? 0) + (told.OutputExcludesReasoning || told.Output is null ? told.Reasoning ?? 0 : 0) : 0;

    /// <summary>What is held, with the completion as it is reckoned now.</summary>
    private Claim Raised(Attempt attempt)
    {
        var output = pricing.Estimate(attempt.Candidate.Model, attempt.StartedAt, 0, _reckoned, isProvable) ?? 0;
        return new Claim(exchange.Held.NanoUsd + output, exchange.Held.Tokens + _reckoned);
    }
}
