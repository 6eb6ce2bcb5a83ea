using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Rules;

/// <summary>The rules in force on this node. The one set for exactly this scope comes first, then the one set for all of the kind, then the usual one.</summary>
internal sealed class AlertRuleBook(IAlertStore store, ICatalog catalog)
{
    private IReadOnlyList<AlertRule> _set = [];

    /// <summary>Reads the rules that were set.</summary>
    /// <exception cref="StoreAwayException">They can't be read; those read last stay in force.</exception>
    public async Task LookAsync(CancellationToken cancellationToken) => Volatile.Write(ref _set, await store.RulesAsync(cancellationToken));

    /// <summary>The rule for what was measured.</summary>
    public AlertRule For(string tenant, AlertKind kind, string scope, string scopeId)
    {
        var set = Volatile.Read(ref _set);
        return set.FirstOrDefault(rule => rule.Tenant == tenant && rule.Kind == kind.Name && rule.Scope == scope && rule.ScopeId == scopeId)
            ?? set.FirstOrDefault(rule => rule.Tenant == tenant && rule.Kind == kind.Name && rule.Scope.Length == 0)
            ?? Usual(tenant, kind);
    }

    /// <summary>A tenant's rules: those that were set, and the usual one of every kind that has none for all.</summary>
    public IReadOnlyList<AlertRule> Of(string tenant)
    {
        var set = Volatile.Read(ref _set).Where(rule => rule.Tenant == tenant).ToList();
        return
        [
            .. AlertKind.All.Where(kind => !set.Exists(rule => rule.Kind == kind.Name && rule.Scope.Length == 0)).Select(kind => Usual(tenant, kind)).Concat(set)
                .OrderBy(rule => rule.Kind, StringComparer.Ordinal).ThenBy(rule => rule.Scope, StringComparer.Ordinal).ThenBy(rule => rule.ScopeId, StringComparer.Ordinal),
        ];
    }

    private AlertRule Usual(string tenant, AlertKind kind) =>
        new($"usual:{kind.Name}", tenant, kind.Name, "", "", kind.Threshold(catalog.Current.Alerts), kind.Window, kind.Severity, true, []);
}
