using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Limits;

/// <summary>Reads and sets rate limits while Banyan runs. Throws <see cref="StoreAwayException"/> when the database can't be reached.</summary>
public sealed partial class LimitAdmin
{
    private readonly ILimitStore _store;
    private readonly LimitRules _rules;
    private readonly IBuckets _buckets;
    private readonly ICatalog _catalog;
    private readonly (IChangeNotices Notices, ILogger Log) _around;

    internal LimitAdmin(ILimitStore store, LimitRules rules, IBuckets buckets, ICatalog catalog, (IChangeNotices Notices, ILogger Log) around) =>
        (_store, _rules, _buckets, _catalog, _around) = (store, rules, buckets, catalog, around);

    /// <summary>The limits of a tenant: rows, and what the configuration says where no row stands in its place; by scope and id.</summary>
    public async Task<IReadOnlyList<LimitView>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        await _rules.RefreshAsync(cancellationToken);
        var views = _rules.Book.Of(tenant).Select(rule => new LimitView(rule.Scope, rule.ScopeId, rule.Bounds, rule.Mode, false)).ToList();
        var known = views.Select(view => view.Id).ToHashSet(StringComparer.Ordinal);
        views.AddRange(Configured().Where(view => !known.Contains(view.Id)));
        return await StandAsync(tenant, [.. views.OrderBy(view => view.Scope).ThenBy(view => view.ScopeId, StringComparer.Ordinal)], cancellationToken);
    }

    /// <summary>What holds for somebody: of every scope named the row or the configured limit in force; scopes without a limit are left out.</summary>
    public async Task<IReadOnlyList<LimitView>> InForceAsync(string tenant, IReadOnlyList<(LimitScope Scope, string Id)> whom, CancellationToken cancellationToken)
    {
        var configured = Configured().ToDictionary(view => view.Id, StringComparer.Ordinal);
        var views = new List<LimitView>();
        foreach (var (scope, name) in whom)
        {
            var id = LimitWords.Id(scope, name);
            if (_rules.Book.Find(tenant, scope, id) is { } row)
            {
                views.Add(new LimitView(scope, id, row.Bounds, row.Mode, false));
            }
            else if (configured.GetValueOrDefault($"{LimitWords.Of(scope)}:*") is { } one)
            {
                views.Add(one with { ScopeId = id });
            }
        }

        return await StandAsync(tenant, views, cancellationToken);
    }

    /// <summary>Sets a limit in place of an earlier one, and writes the act down with it; it holds on every node within a second.</summary>
    public async Task<LimitView> SetAsync(LimitRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        var set = rule with { ScopeId = LimitWords.Id(rule.Scope, rule.ScopeId) };
        await _store.PutAsync(set, act, cancellationToken);
        await TellAsync(rule.Tenant, cancellationToken);
        return (await StandAsync(rule.Tenant, [new LimitView(set.Scope, set.ScopeId, set.Bounds, set.Mode, false)], cancellationToken))[0];
    }

    /// <summary>Takes a limit away, so that the configuration holds again, and writes the act down with it; false when there is none.</summary>
    public async Task<bool> RemoveAsync(string tenant, LimitScope scope, string scopeId, AuditAct act, CancellationToken cancellationToken)
    {
        var isRemoved = await _store.RemoveAsync(tenant, scope, LimitWords.Id(scope, scopeId), act, cancellationToken);
        await TellAsync(tenant, cancellationToken);
        return isRemoved;
    }

    private IEnumerable<LimitView> Configured()
    {
        var policy = _catalog.Current.Limits;
        if (!policy.IsEnabled)
        {
            return [];
        }

        var mode = policy.IsShadow ? LimitMode.Shadow : LimitMode.Enforce;
        (LimitScope Scope, RateBounds Bounds)[] each =
            [(LimitScope.Global, policy.Global), (LimitScope.Service, policy.PerService), (LimitScope.User, policy.PerUser), (LimitScope.Feature, policy.PerFeature), (LimitScope.Key, policy.PerKey)];
        return each.Where(one => !one.Bounds.IsEmpty).Select(one => new LimitView(one.Scope, BucketKey.Everybody, one.Bounds, mode, true))
            .Concat(_catalog.Current.Providers.Values.Where(provider => !provider.Limits.IsEmpty).Select(provider => new LimitView(LimitScope.Provider, provider.Name, provider.Limits, mode, true)));
    }

    /// <summary>Adds what is left, asked where it is counted: one round trip for all of them.</summary>
    private async Task<IReadOnlyList<LimitView>> StandAsync(string tenant, IReadOnlyList<LimitView> views, CancellationToken cancellationToken)
    {
        var lines = views.Where(view => view.ScopeId != BucketKey.Everybody || view.Scope == LimitScope.Global).SelectMany(view => Lines(tenant, view)).ToArray();
        if (lines.Length > 0)
        {
            await _buckets.ReadAsync(lines, cancellationToken);
        }

        return [.. views.Select(view => view with { Requests = Standing(lines, Key(tenant, view, LimitUnit.Requests)), Tokens = Standing(lines, Key(tenant, view, LimitUnit.Tokens)) })];
    }

    private static IEnumerable<CounterLine> Lines(string tenant, LimitView view)
    {
        if (view.Bounds.RequestsPerMinute is { } requests)
        {
            yield return new CounterLine { Key = Key(tenant, view, LimitUnit.Requests), Limit = requests };
        }

        if (view.Bounds.TokensPerMinute is { } tokens)
        {
            yield return new CounterLine { Key = Key(tenant, view, LimitUnit.Tokens), Limit = tokens };
        }
    }

    private static BucketKey Key(string tenant, LimitView view, LimitUnit unit) =>
        new(view is { Scope: LimitScope.Provider, IsConfigured: true } ? "" : tenant, view.Scope, view.ScopeId, unit);

    private static RateStanding? Standing(CounterLine[] lines, BucketKey key)
    {
        foreach (var line in lines)
        {
            if (line.Key == key)
            {
                return new RateStanding(line.Limit, Window.Left(line.Level, line.Limit), Window.Span(line.Level));
            }
        }

        return null;
    }

    // It is written: what fails here comes right within a second by itself.
    private async Task TellAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await _rules.RefreshAsync(cancellationToken);
            await _around.Notices.TellAsync(LimitRules.Topic, tenant, cancellationToken);
        }
        catch (StoreAwayException away)
        {
            LogUntold(_around.Log, away);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change of rate limits could not be told to other nodes; they find it by themselves")]
    private static partial void LogUntold(ILogger logger, Exception away);
}
