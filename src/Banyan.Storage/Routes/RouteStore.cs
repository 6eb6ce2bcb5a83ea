using System.Data.Common;
using Banyan.Intents.Migration.Store;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Routes;

/// <summary>Routes in a database; the SQL is the same on both.</summary>
internal sealed class RouteStore(Database database) : IRouteStore
{
    private const string StageColumns = "tenant_id, intent, setting, since, half_since, demoted_to, demoted_at, reason";
    private const string DiffColumns = "tenant_id, run_id, step_id, path, at, intent, backend, old_value, new_value";
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<StageRow>> ReadStagesAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {StageColumns} FROM intent_routes WHERE tenant_id = @tenant ORDER BY intent", new { tenant }, Stage, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<NoiseCount>> ReadNoiseAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync(
            "SELECT tenant_id, intent, path, tests, differed FROM shadow_noise WHERE tenant_id = @tenant ORDER BY intent, path",
            new { tenant },
            row => new NoiseCount(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
            cancellationToken);

    /// <inheritdoc />
    public async Task<RouteBinding?> FindBindingAsync(string tenant, string person, string family, CancellationToken cancellationToken)
    {
        var rows = await database.RowsAsync(
            "SELECT side, run_id, until FROM intent_affinities WHERE tenant_id = @tenant AND person = @person AND family = @family",
            new { tenant, person, family },
            row => new RouteBinding(tenant, person, family, row.GetString(0), row.GetString(1), _form.ReadInstant(row.GetValue(2))),
            cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <inheritdoc />
    public Task BindAsync(RouteBinding binding, CancellationToken cancellationToken) => AddAsync(new RouteBatch { Bindings = [binding] }, cancellationToken);

    /// <inheritdoc />
    public Task AddAsync(RouteBatch batch, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            async transaction =>
            {
                await new RouteWriter(transaction, _form).WriteAsync(batch);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<BoardFacts> ReadBoardAsync(BoardAsk ask, CancellationToken cancellationToken) =>
        database.Of(ask.Tenant).ReadAsync(connection => new BoardQuery(connection, _form).ReadAsync(ask), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ShadowDiff>> ReadDiffsAsync(string tenant, string runId, CancellationToken cancellationToken) =>
        database.Of(tenant).RowsAsync($"SELECT {DiffColumns} FROM shadow_diffs WHERE tenant_id = @tenant AND run_id = @runId ORDER BY step_id, path", new { tenant, runId }, Diff, cancellationToken);

    /// <inheritdoc />
    public Task PruneAsync(string tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A day more than the longest window and the same before it, from which the trend is told.
        var old = _form.Instant(now - (2 * BoardAsk.Month) - TimeSpan.FromDays(1));
        var values = new { tenant, old, minutes = _form.Instant(now - (2 * BoardAsk.Minutes)), now = _form.Instant(now - TimeSpan.FromHours(1)) };
        return database.Of(tenant).WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                DELETE FROM route_calls WHERE tenant_id = @tenant AND grain = 'm' AND at < @minutes;
                DELETE FROM route_calls WHERE tenant_id = @tenant AND grain = 'h' AND at < @old;
                DELETE FROM shadow_diffs WHERE tenant_id = @tenant AND at < @old;
                DELETE FROM intent_demand WHERE tenant_id = @tenant AND at < @old;
                DELETE FROM intent_unmet WHERE tenant_id = @tenant AND at < @old;
                DELETE FROM intent_affinities WHERE tenant_id = @tenant AND until < @now;
                """,
                values,
                transaction),
            cancellationToken);
    }

    private StageRow Stage(DbDataReader row) => new()
    {
        Tenant = row.GetString(0),
        Intent = row.GetString(1),
        Setting = row.GetString(2),
        Since = _form.ReadInstant(row.GetValue(3)),
        HalfSince = row.IsDBNull(4) ? null : _form.ReadInstant(row.GetValue(4)),
        DemotedTo = Text(row, 5),
        DemotedAt = row.IsDBNull(6) ? null : _form.ReadInstant(row.GetValue(6)),
        Reason = Text(row, 7),
    };

    private ShadowDiff Diff(DbDataReader row) => new()
    {
        Tenant = row.GetString(0),
        RunId = row.GetString(1),
        StepId = row.GetString(2),
        Path = row.GetString(3),
        At = _form.ReadInstant(row.GetValue(4)),
        Intent = row.GetString(5),
        Backend = row.GetString(6),
        Old = Text(row, 7),
        New = Text(row, 8),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
