using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Leases;

/// <summary>Leases inside a transaction of whoever needs them: one statement a decision, by the database's clock where it has one that all nodes share.</summary>
/// <remarks>A fence is the greater of the last one plus one and the clock in microseconds, so that it counts up also when a name's row was swept away in between.</remarks>
internal static class LeaseRows
{
    /// <summary>Takes a name; null when somebody holds it.</summary>
    public static async Task<Lease?> TakeAsync(DbTransaction transaction, SqlForm form, (string Tenant, string Name, TimeSpan Life) wish, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var holder = Guid.CreateVersion7(now).ToString("N");
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            Take(form),
            new { wish.Tenant, wish.Name, Holder = holder, Now = form.Instant(now), Life = wish.Life.TotalSeconds },
            transaction);
        return await reader.ReadAsync(cancellationToken)
            ? new Lease(wish.Tenant, wish.Name, holder, SqlForm.ReadLong(reader.GetValue(0)), form.ReadInstant(reader.GetValue(1)))
            : null;
    }

    /// <summary>Lets a lease go; nothing happens when it was lost already.</summary>
    public static Task<int> ReleaseAsync(DbTransaction transaction, SqlForm form, Lease lease, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            Release(form, ""),
            new { lease.Tenant, lease.Name, lease.Holder, lease.Fence, Now = form.Instant(now) },
            transaction);

    /// <summary>A statement that takes a name: gives its fence and its end, or nothing. Parameters <c>Tenant</c>, <c>Name</c>, <c>Holder</c>, <c>Life</c>, <c>Now</c>.</summary>
    public static string Take(SqlForm form) =>
        "INSERT INTO leases (tenant_id, name, holder, fence, held_until) "
        + $"VALUES (@Tenant, @Name, @Holder, {form.NowMicroseconds}, {form.NowPlusLife}) "
        + "ON CONFLICT (tenant_id, name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until, "
        + "fence = CASE WHEN leases.fence >= excluded.fence THEN leases.fence + 1 ELSE excluded.fence END "
        + $"WHERE leases.held_until <= {form.Now} RETURNING fence, held_until";

    /// <summary>A statement that lets a lease go. Parameters <c>Tenant</c>, <c>Now</c> and, numbered, <c>Name</c>, <c>Holder</c>, <c>Fence</c>.</summary>
    public static string Release(SqlForm form, string number) =>
        $"UPDATE leases SET held_until = {form.Now} WHERE tenant_id = @Tenant AND name = @Name{number} AND holder = @Holder{number} AND fence = @Fence{number} AND held_until > {form.Now}";
}
