using System.Runtime.CompilerServices;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>The plan of each snapshot in use. One that no exchange holds any more is forgotten with its snapshot. Thread-safe.</summary>
internal sealed class RoutePlans(ICandidateHealth health, VitalsBook vitals, IProviderRoom room, RuleBook rules)
{
    private ConditionalWeakTable<CatalogSnapshot, RoutePlan> _plans = [];
    private StoredRules _stored = rules.Stored;

    /// <summary>The plan of a snapshot, with the rules stored now.</summary>
    public RoutePlan Of(CatalogSnapshot catalog)
    {
        var stored = rules.Stored;
        if (!ReferenceEquals(stored, _stored))
        {
            (_stored, _plans) = (stored, []);
        }

        return _plans.TryGetValue(catalog, out var plan) ? plan : Make(catalog, stored);
    }

    private RoutePlan Make(CatalogSnapshot catalog, StoredRules stored) => _plans.GetValue(catalog, snapshot => new RoutePlan(snapshot, stored.Rules, health, vitals, room));
}
