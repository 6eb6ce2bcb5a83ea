using System.Collections.Frozen;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>The rows in force at one instant. Immutable.</summary>
internal sealed class RuleBook(LimitPage page)
{
    private readonly FrozenDictionary<(string Tenant, LimitScope Scope, string Id), LimitRule> _rules =
        page.Rules.ToFrozenDictionary(rule => (rule.Tenant, rule.Scope, rule.ScopeId));

    /// <summary>No rows.</summary>
    public static RuleBook Empty { get; } = new(new LimitPage(-1, []));

    /// <summary>What it was made of.</summary>
    public LimitPage Page => page;

    /// <summary>Which state of the store it was read from.</summary>
    public long Revision => page.Revision;

    /// <summary>The rows of a tenant, in no order.</summary>
    public IEnumerable<LimitRule> Of(string tenant) => page.Rules.Where(rule => rule.Tenant == tenant);

    /// <summary>The row for somebody: its own, or the one for each; null when there is neither.</summary>
    public LimitRule? Find(string tenant, LimitScope scope, string id) =>
        _rules.Count == 0 ? null
        : _rules.TryGetValue((tenant, scope, id), out var own) ? own
        : _rules.GetValueOrDefault((tenant, scope, BucketKey.Everybody));

    /// <summary>What holds for somebody: a row, else the configuration.</summary>
    public (RateBounds Bounds, LimitMode Mode) InForce(LimitPolicy policy, RateBounds configured, string tenant, LimitScope scope, string id) =>
        Find(tenant, scope, id) is { } row ? (row.Bounds, row.Mode) : (configured, policy.IsShadow ? LimitMode.Shadow : LimitMode.Enforce);
}
