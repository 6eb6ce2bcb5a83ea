using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>Buckets of providers: attempts, tokens and attempts at once.</summary>
internal sealed class ProviderRoom(LimitRules rules, IBuckets buckets, ProviderHints hints, LimitTally tally) : IProviderRoom
{
    // As the router counts on when an ask states no bound.
    private const long UnstatedOutput = 4096;

    /// <inheritdoc />
    public bool IsFull(Exchange exchange, Provider provider)
    {
        foreach (var line in Lines(exchange, provider))
        {
            var level = buckets.Peek(line.Key);
            if (!line.IsShadow && (line.Key.Unit == LimitUnit.Concurrent ? level >= line.Limit : !Window.Fits(level, line.Need, line.Limit)))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public IModelRoom RoomOf(ModelEntry model) => hints.RoomOf(model);

    /// <inheritdoc />
    public long TokensOf(Exchange exchange)
    {
        var lens = exchange.Ask.Lens;
        return lens.EstimatedInputTokens + (exchange.Operation == Operation.Chat ? lens.MaxOutputTokens ?? UnstatedOutput : 0);
    }

    /// <inheritdoc />
    public void Hear(ModelEntry model, WireHeaders headers) => hints.Hear(model, headers);

    /// <inheritdoc />
    public async ValueTask<(ProviderPlace? Place, Failure? Full)> EnterAsync(Exchange exchange, Provider provider)
    {
        var lines = Lines(exchange, provider);
        if (lines.Length == 0)
        {
            return default;
        }

        var taken = await buckets.TakeAsync(lines, CancellationToken.None);
        foreach (var line in lines)
        {
            if (line is { IsShort: true, IsShadow: true })
            {
                tally.Refused(line.Key, isShadow: true);
            }
        }

        if (taken)
        {
            return (new Place(lines, buckets), null);
        }

        var (failure, told) = LimitRefusal.Of(lines);
        tally.Refused(told.Key, isShadow: false);
        return (null, failure);
    }

    private CounterLine[] Lines(Exchange exchange, Provider provider)
    {
        var policy = exchange.Catalog.Limits;
        if (!policy.IsEnabled || exchange.IsDirect)
        {
            return [];
        }

        var tenant = exchange.Caller.Tenant;
        var row = rules.Book.Find(tenant, LimitScope.Provider, provider.Name);
        if (row is null && provider.Limits.IsEmpty)
        {
            return [];
        }

        // The configured bounds are the provider's, whose only customer all tenants are together; a row bounds its own tenant's part beside them and loosens nothing.
        var lines = default(LimitLines);
        Add(ref lines, "", (provider.Limits, policy.IsShadow ? LimitMode.Shadow : LimitMode.Enforce));
        if (row is not null)
        {
            Add(ref lines, tenant, (row.Bounds, row.Mode));
        }

        var made = lines.ToArray();
        for (var i = 0; i < made.Length; i++)
        {
            if (made[i].Key.Unit == LimitUnit.Tokens)
            {
                made[i].Need = Math.Min(TokensOf(exchange), made[i].Limit);
            }
        }

        return made;

        void Add(ref LimitLines into, string owner, (RateBounds Bounds, LimitMode Mode) rule)
        {
            into.Add(owner, LimitScope.Provider, provider.Name, rule, isTokens: false);
            into.Add(owner, LimitScope.Provider, provider.Name, rule, isTokens: true);
        }
    }

    private sealed class Place(CounterLine[] lines, IBuckets buckets) : ProviderPlace
    {
        private bool _hasLeft;

        public override void Leave(long tokens)
        {
            if (_hasLeft)
            {
                return;
            }

            _hasLeft = true;
            foreach (var line in lines)
            {
                if (line.Granted > 0 && line.Key.Unit != LimitUnit.Requests)
                {
                    buckets.Book(line, line.Key.Unit == LimitUnit.Tokens ? tokens - line.Granted : -line.Granted);
                }
            }
        }
    }
}
