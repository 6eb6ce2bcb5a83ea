using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>Rows that were set, kept in memory.</summary>
internal sealed class FixedLimits(params LimitRule[] rules) : ILimitStore
{
    private readonly List<LimitRule> _rules = [.. rules];
    private long _revision = 1;

    public Task<long> RevisionAsync(CancellationToken cancellationToken) => Task.FromResult(_revision);

    public Task<LimitPage> ReadAllAsync(CancellationToken cancellationToken) => Task.FromResult(new LimitPage(_revision, [.. _rules]));

    public Task PutAsync(LimitRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        _rules.RemoveAll(one => (one.Tenant, one.Scope, one.ScopeId) == (rule.Tenant, rule.Scope, rule.ScopeId));
        _rules.Add(rule);
        _revision++;
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(string tenant, LimitScope scope, string scopeId, AuditAct act, CancellationToken cancellationToken)
    {
        _revision++;
        return Task.FromResult(_rules.RemoveAll(one => (one.Tenant, one.Scope, one.ScopeId) == (tenant, scope, scopeId)) > 0);
    }
}
