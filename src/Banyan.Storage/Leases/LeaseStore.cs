using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Leases;

/// <summary>Leases in a database, each in a transaction of its own.</summary>
internal sealed class LeaseStore(Database database, TimeProvider time) : ILeases
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => LeaseRows.TakeAsync(transaction, _form, (tenant, name, life), time.GetUtcNow(), cancellationToken), cancellationToken);

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
        database.WriteAsync(transaction => LeaseRows.ReleaseAsync(transaction, _form, lease, time.GetUtcNow()), cancellationToken);

    /// <summary>Lets go whatever an earlier process held, of every tenant: for a database that one process uses at a time. Fences stay.</summary>
    public Task AbandonAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync($"UPDATE leases SET held_until = {_form.Now} WHERE held_until > {_form.Now}", new { Now = Now() }, transaction), cancellationToken);

    /// <summary>Removes the rows of names nobody has held for a day, of every tenant.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync($"DELETE FROM leases WHERE held_until < {_form.NowPlusLife}", new { Now = Now(), Life = -TimeSpan.FromDays(1).TotalSeconds }, transaction),
            cancellationToken);

    private object Now() => _form.Instant(time.GetUtcNow());
}
