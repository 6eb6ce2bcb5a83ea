using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Leases;

/// <summary>Leases in a database: one statement a decision, by the database's clock where it has one that all nodes share.</summary>
/// <remarks>A fence is the greater of the last one plus one and the clock in microseconds, so that it counts up also when a name's row was swept away in between.</remarks>
internal sealed class LeaseStore(Database database, TimeProvider time) : ILeases
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken)
    {
        var holder = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        return database.WriteAsync(
            async transaction =>
            {
                await using var reader = await transaction.Connection!.ExecuteReaderAsync(
                    "INSERT INTO leases (tenant_id, name, holder, fence, held_until) "
                    + $"VALUES (@tenant, @name, @holder, {_form.NowMicroseconds}, {_form.NowPlusLife}) "
                    + "ON CONFLICT (tenant_id, name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until, "
                    + "fence = CASE WHEN leases.fence >= excluded.fence THEN leases.fence + 1 ELSE excluded.fence END "
                    + $"WHERE leases.held_until <= {_form.Now} RETURNING fence, held_until",
                    new { tenant, name, holder, Now = Now(), Life = life.TotalSeconds },
                    transaction);
                return await reader.ReadAsync(cancellationToken)
                    ? new Lease(tenant, name, holder, SqlForm.ReadLong(reader.GetValue(0)), _form.ReadInstant(reader.GetValue(1)))
                    : null;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"UPDATE leases SET held_until = {_form.NowPlusLife} WHERE tenant_id = @Tenant AND name = @Name AND holder = @Holder AND fence = @Fence",
                new { lease.Tenant, lease.Name, lease.Holder, lease.Fence, Now = Now(), Life = life.TotalSeconds },
                transaction),
            cancellationToken) == 1;

    /// <inheritdoc />
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"UPDATE leases SET held_until = {_form.Now} WHERE tenant_id = @Tenant AND name = @Name AND holder = @Holder AND fence = @Fence AND held_until > {_form.Now}",
                new { lease.Tenant, lease.Name, lease.Holder, lease.Fence, Now = Now() },
                transaction),
            cancellationToken);

    /// <summary>Removes the rows of names nobody has held for a day, of every tenant.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync($"DELETE FROM leases WHERE held_until < {_form.NowPlusLife}", new { Now = Now(), Life = -TimeSpan.FromDays(1).TotalSeconds }, transaction),
            cancellationToken);

    private object Now() => _form.Instant(time.GetUtcNow());
}
