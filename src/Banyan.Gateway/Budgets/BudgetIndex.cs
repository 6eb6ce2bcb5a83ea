using System.Collections.Frozen;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Every budget in force, by tenant. Immutable.</summary>
internal sealed class BudgetIndex
{
    private readonly FrozenDictionary<string, BudgetEntry[]> _byTenant;

    public BudgetIndex(IEnumerable<BudgetRule> rules, IEnumerable<BudgetOverride> overrides)
    {
        var raised = overrides.ToLookup(one => one.BudgetId, StringComparer.Ordinal);
        All = [.. rules.Select(rule => new BudgetEntry(rule, [.. raised[rule.Id].OrderBy(one => one.From)]))];
        _byTenant = All.Where(one => one.Rule.IsEnabled).GroupBy(one => one.Rule.Tenant, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public static BudgetIndex Empty { get; } = new([], []);

    /// <summary>Every budget, those switched off too.</summary>
    public IReadOnlyList<BudgetEntry> All { get; }

    /// <summary>The lines of a caller's spending at an instant, in an order that is the same for everybody; empty when nothing counts it.</summary>
    public IReadOnlyList<BudgetLine> LinesOf(Caller caller, DateTimeOffset at)
    {
        if (!_byTenant.TryGetValue(caller.Tenant, out var entries))
        {
            return [];
        }

        List<BudgetLine>? lines = null;
        foreach (var entry in entries)
        {
            if (ScopeIdOf(entry, caller) is { } scopeId)
            {
                (lines ??= new List<BudgetLine>(entries.Length)).Add(entry.LineOf(scopeId, at));
            }
        }

        return lines ?? (IReadOnlyList<BudgetLine>)[];
    }

    /// <summary>Whose counter a caller's spending goes to; null when the budget is not about it.</summary>
    private static string? ScopeIdOf(BudgetEntry entry, Caller caller)
    {
        var id = ScopeIds.Of(entry.Rule.Scope, caller);
        return entry.ScopeId == BudgetRule.Each || string.Equals(entry.ScopeId, id, StringComparison.Ordinal) ? id : null;
    }
}
