using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Nodes;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Nodes;

/// <summary>Processes of the service in a database; the SQL is the same on both.</summary>
internal sealed class NodeBook(Database database) : INodeBook
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task SayAsync(NodeStatus status, DateTimeOffset forgetBefore, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var values = new
                {
                    Id = _form.Id(status.Id),
                    status.Name,
                    StartedAt = _form.Instant(status.StartedAt),
                    status.RequestsPerSecond,
                    status.Active,
                    status.CatalogVersion,
                    LastSeenAt = _form.Instant(status.LastSeenAt),
                    Before = _form.Instant(forgetBefore),
                };
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO nodes (id, name, started_at, requests_per_second, active, catalog_version, last_seen_at) VALUES (@Id, @Name, @StartedAt, @RequestsPerSecond, @Active, @CatalogVersion, @LastSeenAt) "
                    + "ON CONFLICT (id) DO UPDATE SET requests_per_second = excluded.requests_per_second, active = excluded.active, catalog_version = excluded.catalog_version, last_seen_at = excluded.last_seen_at",
                    values,
                    transaction);
                return await transaction.Connection!.ExecuteAsync("DELETE FROM nodes WHERE last_seen_at < @Before", values, transaction);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task LeaveAsync(Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("DELETE FROM nodes WHERE id = @Id", new { Id = _form.Id(id) }, transaction), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<NodeStatus>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.RowsAsync(
            "SELECT id, name, started_at, requests_per_second, active, catalog_version, last_seen_at FROM nodes WHERE last_seen_at >= @Since ORDER BY name, id",
            new { Since = _form.Instant(since) },
            Read,
            cancellationToken);

    private NodeStatus Read(DbDataReader row) => new(
        _form.ReadId(row.GetValue(0)),
        row.GetString(1),
        _form.ReadInstant(row.GetValue(2)),
        Convert.ToDouble(row.GetValue(3), CultureInfo.InvariantCulture),
        (int)SqlForm.ReadLong(row.GetValue(4)),
        SqlForm.ReadLong(row.GetValue(5)),
        _form.ReadInstant(row.GetValue(6)));
}
