using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Audit;

/// <summary>Adds acts within the transaction of what they tell of, so that one is never there without the other.</summary>
internal static class AuditRows
{
    /// <summary>Adds an act; one that is there is left as it is.</summary>
    public static Task<int> AddAsync(AuditAct act, DbTransaction transaction, SqlForm form) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO audit_log (occurred_at, id, tenant_id, actor, action, target, decision, detail) "
            + $"VALUES (@At, @Id, @Tenant, @Actor, @Action, @Target, @Decision, @Detail{form.Json}) ON CONFLICT (occurred_at, id) DO NOTHING",
            new { At = form.Instant(act.At), Id = form.Id(act.Id), act.Tenant, act.Actor, act.Action, act.Target, act.Decision, act.Detail },
            transaction);
}
