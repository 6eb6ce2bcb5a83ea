using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Where operators set budgets.</summary>
internal sealed class BudgetDesk(BudgetBook book, IBudgetStore store, IBudgetCounters counters, ICatalog catalog, IChangeNotices notices, TimeProvider time) : IBudgets
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<BudgetView>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var views = new List<BudgetView>();
        foreach (var entry in book.Index.All.Where(one => one.Rule.Tenant == tenant).OrderBy(one => one.Rule.Scope).ThenBy(one => one.Rule.ScopeId, StringComparer.Ordinal).ThenBy(one => one.Rule.Period))
        {
            views.Add(await ViewAsync(entry, cancellationToken));
        }

        return views;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<BudgetView>> InForceAsync(CancellationToken cancellationToken)
    {
        var views = new List<BudgetView>();
        foreach (var entry in book.Index.All.Where(one => one.Rule.IsEnabled))
        {
            views.Add(await ViewAsync(entry, cancellationToken));
        }

        return views;
    }

    /// <inheritdoc />
    public async Task<BudgetView?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        Entry(tenant, id) is { } entry ? await ViewAsync(entry, cancellationToken) : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<CounterReading>> SpendersAsync(string tenant, string id, int most, CancellationToken cancellationToken) =>
        Entry(tenant, id) is { } entry ? await SpendersAsync(entry, Periods.At(time.GetUtcNow(), entry.Rule.Period, entry.Zone), most, cancellationToken) : [];

    /// <inheritdoc />
    public async Task<(BudgetRule? Set, Failure? Failure)> SetAsync(Caller by, BudgetRule rule, int? expectedRevision, CancellationToken cancellationToken)
    {
        if ((BudgetWords.Wrong(rule) ?? DegradeTarget.Wrong(rule.DegradeTo, catalog.Current)) is { } wrong)
        {
            return (null, wrong);
        }

        await book.LookAsync(cancellationToken);
        var before = book.Index.All.Select(one => one.Rule).FirstOrDefault(one => !one.IsFromFile && IsSamePlace(one, rule, by.Tenant));
        if (expectedRevision is { } expected && expected != (before?.Revision ?? 0))
        {
            return (null, Conflict);
        }

        var set = rule with { Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("D"), Tenant = by.Tenant, Revision = (before?.Revision ?? 0) + 1, IsFromFile = false };
        var act = Act(by, "setUsageBudget", set.Id, new { scope = set.Scope.ToString(), set.ScopeId, period = set.Period.ToString(), limitNanoUsd = set.LimitNanoUsd, before = before?.LimitNanoUsd });
        if (!await store.PutAsync(set, act, cancellationToken))
        {
            return (null, Conflict);
        }

        await ChangedAsync();
        return (set, null);
    }

    /// <inheritdoc />
    public async Task<Failure?> RemoveAsync(Caller by, string id, CancellationToken cancellationToken)
    {
        if (Entry(by.Tenant, id) is { Rule.IsFromFile: true })
        {
            return new Failure(FailureKind.CallerFault, "invalid_request", "This budget stands in the configuration file; take it out there, or set another limit for the same scope and period.");
        }

        if (!await store.RemoveAsync(by.Tenant, id, Act(by, "removeUsageBudget", id, new { }), cancellationToken))
        {
            return NotFound(id);
        }

        await ChangedAsync();
        return null;
    }

    /// <inheritdoc />
    public async Task<Failure?> OverrideAsync(Caller by, string id, long limitNanoUsd, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (BudgetWords.WrongOverride(limitNanoUsd, now, until, reason) is { } wrong)
        {
            return wrong;
        }

        if (Entry(by.Tenant, id) is null)
        {
            return NotFound(id);
        }

        var change = new BudgetOverride(id, limitNanoUsd, now, until, reason, $"key:{by.KeyId}");
        await store.OverrideAsync(by.Tenant, change, Act(by, "overrideBudget", id, new { limitNanoUsd, until = until.ToString("O", CultureInfo.InvariantCulture), reason }), cancellationToken);
        await ChangedAsync();
        return null;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<BudgetAlert>> AlertsAsync(string tenant, int most, CancellationToken cancellationToken) => store.AlertsAsync(tenant, most, cancellationToken);

    private static Failure Conflict { get; } =
        new(FailureKind.CallerFault, "conflict", "Somebody else changed this budget meanwhile; read it again and decide anew.");

    private static Failure NotFound(string id) => new(FailureKind.CallerFault, "not_found", $"There is no budget '{id}'.");

    private static bool IsSamePlace(BudgetRule one, BudgetRule other, string tenant) =>
        one.Tenant == tenant && one.Scope == other.Scope && ScopeIds.Of(one.Scope, one.ScopeId) == ScopeIds.Of(other.Scope, other.ScopeId) && one.Period == other.Period;

    private BudgetEntry? Entry(string tenant, string id) => book.Index.All.FirstOrDefault(one => one.Rule.Tenant == tenant && one.Rule.Id == id);

    private async Task<IReadOnlyList<CounterReading>> SpendersAsync(BudgetEntry entry, PeriodSpan span, int most, CancellationToken cancellationToken)
    {
        await counters.BeginAsync(entry.Rule, span, cancellationToken);
        return await counters.OfBudgetAsync(entry.Rule.Id, span.Start, most, cancellationToken);
    }

    private async Task<BudgetView> ViewAsync(BudgetEntry entry, CancellationToken cancellationToken)
    {
        var (now, rule) = (time.GetUtcNow(), entry.Rule);
        var span = Periods.At(now, rule.Period, entry.Zone);
        if (entry.ScopeId == BudgetRule.Each && rule.Scope != BudgetScope.Global)
        {
            var most = await SpendersAsync(entry, span, 1, cancellationToken);
            return most.Count == 0
                ? new BudgetView(rule, span, null, 0, 0, entry.OverrideAt(now))
                : new BudgetView(rule, span, most[0].Key.ScopeId, most[0].SpentNanoUsd, most[0].ReservedNanoUsd, entry.OverrideAt(now));
        }

        var reading = (await counters.ReadAsync([entry.LineOf(entry.ScopeId, now)], cancellationToken))[0];
        return new BudgetView(rule, span, rule.ScopeId, reading.SpentNanoUsd, reading.ReservedNanoUsd, entry.OverrideAt(now));
    }

    /// <summary>Puts a change in force here and tells the other nodes; done even when whoever asked has left.</summary>
    private async Task ChangedAsync()
    {
        await book.LookAsync(CancellationToken.None);
        await notices.TellAsync(BudgetBook.Topic, "", CancellationToken.None);
    }

    private AuditAct Act(Caller by, string action, string id, object detail)
    {
        var now = time.GetUtcNow();
        return new AuditAct
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Tenant = by.Tenant,
            Actor = $"key:{by.KeyId}",
            Action = action,
            Target = $"budget:{id}",
            Detail = JsonSerializer.Serialize(detail),
        };
    }
}
