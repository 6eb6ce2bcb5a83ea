using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>Lets exchanges in as long as every bucket they belong to has room: requests when they begin, tokens when what they may take is known.</summary>
internal sealed class RateLimiter(LimitRules rules, IBuckets buckets, LimitTally tally) : IAdmission, ILedger, IExchangeObserver
{
    /// <inheritdoc />
    public ValueTask<Failure?> AdmitAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!exchange.Catalog.Limits.IsEnabled || exchange.IsDirect)
        {
            return default;
        }

        var hold = new LimitHold(Lines(exchange, isTokens: false), Lines(exchange, isTokens: true));
        exchange.Limits = hold;
        if (hold.Admission.Length == 0)
        {
            hold.Measure(buckets);
            return default;
        }

        var taking = buckets.TakeAsync(hold.Admission, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Admitted(hold, taking.Result)) : AwaitAsync(hold, taking);
    }

    /// <inheritdoc />
    public ClaimBasis BasisOf(Exchange exchange) => exchange.Limits is LimitHold { TokenLines.Length: > 0 } ? ClaimBasis.Likely : ClaimBasis.None;

    /// <inheritdoc />
    /// <remarks>A claim that grows is held whether there is room or not: what has begun is not cut off, it is owed.</remarks>
    public ValueTask<Failure?> ReserveAsync(Exchange exchange, Claim most, CancellationToken cancellationToken)
    {
        if (exchange.Limits is not LimitHold { TokenLines.Length: > 0 } hold || most.Tokens <= hold.Reserved)
        {
            return default;
        }

        if (hold.Reserved > 0)
        {
            hold.Raise(buckets, most.Tokens);
            return default;
        }

        for (var i = 0; i < hold.TokenLines.Length; i++)
        {
            // More than a minute's worth is let in when the bucket is full; the rest is owed at the end.
            hold.TokenLines[i].Need = Math.Min(most.Tokens, hold.TokenLines[i].Limit);
        }

        var taking = buckets.TakeAsync(hold.TokenLines, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Reserved(hold, most.Tokens, taking.Result)) : AwaitAsync(hold, most.Tokens, taking);
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(Exchange exchange, Claim actual)
    {
        (exchange.Limits as LimitHold)?.Settle(buckets, actual.Tokens);
        return default;
    }

    /// <inheritdoc />
    public void Ended(ExchangeRecord record) => (record.Exchange.Limits as LimitHold)?.Leave(buckets);

    private async ValueTask<Failure?> AwaitAsync(LimitHold hold, ValueTask<bool> taking) => Admitted(hold, await taking);

    private async ValueTask<Failure?> AwaitAsync(LimitHold hold, long tokens, ValueTask<bool> taking) => Reserved(hold, tokens, await taking);

    private Failure? Admitted(LimitHold hold, bool taken)
    {
        hold.IsAdmitted = taken;
        hold.Measure(buckets);
        return Told(hold.Admission, taken);
    }

    private Failure? Reserved(LimitHold hold, long tokens, bool taken)
    {
        hold.Reserved = taken ? tokens : 0;
        hold.Measure(buckets);
        return Told(hold.TokenLines, taken);
    }

    private Failure? Told(CounterLine[] lines, bool taken)
    {
        foreach (var line in lines)
        {
            if (line is { IsShort: true, IsShadow: true })
            {
                tally.Refused(line.Key, isShadow: true);
            }
        }

        if (taken)
        {
            return null;
        }

        var (failure, line0) = LimitRefusal.Of(lines);
        tally.Refused(line0.Key, isShadow: false);
        return failure;
    }

    private CounterLine[] Lines(Exchange exchange, bool isTokens)
    {
        var (caller, policy, book, lines) = (exchange.Caller, exchange.Catalog.Limits, rules.Book, default(LimitLines));
        Add(ref lines, LimitScope.Global, BucketKey.Everybody, policy.Global);
        Add(ref lines, LimitScope.Service, caller.Service, policy.PerService);
        Add(ref lines, LimitScope.User, caller.User, policy.PerUser);
        Add(ref lines, LimitScope.Feature, caller.Feature, policy.PerFeature);
        Add(ref lines, LimitScope.Key, caller.KeyId, policy.PerKey);
        return lines.ToArray();

        void Add(ref LimitLines into, LimitScope scope, string? name, RateBounds configured)
        {
            if (name is not null)
            {
                var id = LimitWords.Id(scope, name);
                into.Add(caller.Tenant, scope, id, book.InForce(policy, configured, caller.Tenant, scope, id), isTokens);
            }
        }
    }
}
