using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>Prices attempts and hands their rows to the spool, before the call and at its end.</summary>
internal sealed class AttemptMeter(IUsageSpool spool, TimeProvider time) : IAttemptMeter
{
    private static readonly Failure NotWritable =
        new(FailureKind.Busy, "dependency_unavailable", "The usage of this request could not be written down, so it was not sent; retry shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    private readonly TokenLengths _lengths = new();

    /// <inheritdoc />
    public Failure? Begin(Exchange exchange, Attempt attempt)
    {
        var usage = new TokenUsage { Uncached = exchange.Ask.Lens.EstimatedInputTokens };
        return spool.TryBegin(Row(exchange, attempt, Charge(attempt, usage, isEstimated: true), Outcome.Lost)) ? null : NotWritable;
    }

    /// <inheritdoc />
    public Charge Price(Exchange exchange, Attempt attempt)
    {
        var (usage, basis) = UsageJudge.Judge(exchange, attempt, _lengths);
        return Charge(attempt, usage, basis is not null);
    }

    /// <inheritdoc />
    public void End(Exchange exchange, Attempt attempt)
    {
        if (attempt.EndTimestamp == 0)
        {
            attempt.EndTimestamp = time.GetTimestamp();
        }

        var (usage, basis) = UsageJudge.Judge(exchange, attempt, _lengths);
        var charge = attempt.Charge = Charge(attempt, usage, basis is not null);
        spool.End(Row(exchange, attempt, charge, attempt.Outcome, basis?.ToJson(exchange, attempt)));
    }

    private static Charge Charge(Attempt attempt, TokenUsage usage, bool isEstimated)
    {
        if (attempt.Candidate.Model.PriceAt(attempt.StartedAt) is not { } price)
        {
            return new Charge(usage, isEstimated, null, null);
        }

        // A price per request is owed only for a request that was made.
        var owed = usage.Total == 0 && !attempt.WasSent ? default(CostParts) : PriceArithmetic.Price(usage, price, attempt.Reported?.ServiceTier);
        return new Charge(usage, isEstimated, owed?.Total, price.Id);
    }

    private UsageRow Row(Exchange exchange, Attempt attempt, Charge charge, Outcome outcome, string? units = null)
    {
        var (caller, candidate) = (exchange.Caller, attempt.Candidate);
        return new UsageRow
        {
            Id = attempt.Id,
            OccurredAt = attempt.StartedAt,
            RequestId = exchange.Id.Value,
            AttemptNo = attempt.Number,
            Tenant = caller.Tenant,
            Service = caller.Service,
            UserId = caller.User,
            Feature = caller.Feature,
            Team = caller.Team,
            ApiKeyId = caller.KeyId,
            Door = exchange.Door,
            Provider = candidate.Provider.Name,
            Credential = candidate.Key?.Name,
            Model = candidate.Model.Id,
            PriceId = charge.PriceId,
            Usage = charge.Usage,
            CostNanoUsd = charge.CostNanoUsd,
            IsEstimated = charge.IsEstimated,
            Outcome = outcome,
            FailureCode = attempt.Failure?.Code,
            HttpStatus = attempt.HttpStatus,
            LatencyMs = Milliseconds(attempt.StartTimestamp, attempt.EndTimestamp),
            TtftMs = attempt.FirstContentTimestamp == 0 ? null : Milliseconds(attempt.StartTimestamp, attempt.FirstContentTimestamp),
            IsHedge = attempt.IsLostHedge,
            BudgetSlice = exchange.BudgetSlice,
            Units = units,
        };
    }

    private int Milliseconds(long from, long to) => to <= from ? 0 : (int)Math.Min(int.MaxValue, time.GetElapsedTime(from, to).TotalMilliseconds);
}
