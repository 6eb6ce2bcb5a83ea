using System.Globalization;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Gateway.Prompts.Statistics;
using Banyan.Gateway.Prompts.Store;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Experiments, counts and feedback in a database; the SQL is the same on both.</summary>
internal sealed class ExperimentStore(Database database) : IExperimentStore
{
    private readonly SqlForm _form = database.Form;
    private readonly PromptRows _rows = new(database.Form);

    /// <inheritdoc />
    public Task<StoreEnd> CreateAsync(Experiment experiment, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => new ExperimentWriter(transaction, _form, experiment).CreateAsync(), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> SaveAsync(Experiment experiment, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => new ExperimentWriter(transaction, _form, experiment).SaveAsync(), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Experiment>> ByIdsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await database.ReadAsync(
            connection => new ExperimentRows(connection, _form).ReadAsync($"e.tenant_id = @Tenant AND {_rows.IsListed("e.id")}", _rows.Ids(tenant, ids)), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Experiment>> ListAsync(string tenant, IReadOnlyCollection<Guid>? promptIds, ExperimentStatus? status, CancellationToken cancellationToken)
    {
        if (promptIds is { Count: 0 })
        {
            return Task.FromResult<IReadOnlyList<Experiment>>([]);
        }

        var values = _rows.Ids(tenant, promptIds ?? [Guid.Empty]);
        values.Add("Status", status is { } some ? ExperimentWriter.Word(some) : null, System.Data.DbType.String);
        var where = "e.tenant_id = @Tenant" + (promptIds is null ? "" : $" AND {_rows.IsListed("e.prompt_id")}") + (status is null ? "" : " AND e.status = @Status");
        return database.ReadAsync<IReadOnlyList<Experiment>>(
            async connection => [.. (await new ExperimentRows(connection, _form).ReadAsync(where, values)).OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Id)], cancellationToken);
    }

    /// <inheritdoc />
    public Task AddAsync(TallyBatch batch, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            async transaction =>
            {
                await new TallyWriter(transaction, _form).WriteAsync(batch);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ArmSums>> SumsAsync(string tenant, Guid experimentId, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync(connection => new ArmQuery(connection).ReadAsync(new { Tenant = tenant, Id = _form.Id(experimentId) }), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, long>> UnitsAsync(string tenant, Guid experimentId, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(
            async connection => (await PromptRows.ReadAsync(
                connection,
                "SELECT variant, COUNT(*) FROM experiment_units WHERE tenant_id = @Tenant AND experiment_id = @Id AND last_at >= @Since GROUP BY variant",
                new { Tenant = tenant, Id = _form.Id(experimentId), Since = _form.Instant(since) },
                row => (Variant: row.GetString(0), Units: SqlForm.ReadLong(row.GetValue(1))))).ToDictionary(row => row.Variant, row => row.Units, StringComparer.Ordinal),
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<VersionSums>> PerformanceAsync(string tenant, IReadOnlyCollection<Guid> versionIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (versionIds.Count == 0)
        {
            return [];
        }

        var values = _rows.Ids(tenant, versionIds);
        values.Add("From", _form.Instant(from));
        values.Add("To", _form.Instant(to));
        return await database.Of(tenant).ReadAsync(connection => new PerformanceQuery(connection, _form).ReadAsync(tenant, from, _rows.IsListed("version_id"), values), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, double>> ScoresAsync(string tenant, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken)
    {
        if (requestIds.Count == 0)
        {
            return new Dictionary<Guid, double>();
        }

        var rows = await database.Of(tenant).RowsAsync(
            $"SELECT request_id, AVG(score) FROM feedback WHERE tenant_id = @Tenant AND {_rows.IsListed("request_id")} GROUP BY request_id",
            _rows.Ids(tenant, requestIds),
            row => (Id: _form.ReadId(row.GetValue(0)), Mean: Convert.ToDouble(row.GetValue(1), CultureInfo.InvariantCulture)),
            cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.Mean);
    }

    /// <inheritdoc />
    public Task<bool> KeepAsync(Feedback feedback, CancellationToken cancellationToken) =>
        database.Of(feedback.Tenant).WriteAsync(
            async transaction =>
            {
                var values = new { feedback.Tenant, Id = _form.Id(feedback.RequestId), feedback.By, feedback.Score, feedback.Comment, At = _form.Instant(feedback.At) };
                // A request without a prompt has no row of its own here, but one for each attempt.
                var kept = await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO feedback (tenant_id, request_id, given_by, score, comment, at, version_id, experiment_id, variant, unit_hash) "
                    + "SELECT @Tenant, @Id, @By, @Score, @Comment, @At, c.version_id, c.experiment_id, c.variant, c.unit_hash FROM (SELECT 1 AS one) o "
                    + "LEFT JOIN prompt_calls c ON c.request_id = @Id AND c.tenant_id = @Tenant "
                    + "WHERE c.request_id IS NOT NULL OR EXISTS (SELECT 1 FROM usage_log u WHERE u.tenant_id = @Tenant AND u.request_id = @Id) "
                    + "ON CONFLICT (request_id, given_by) DO UPDATE SET score = excluded.score, comment = excluded.comment, at = excluded.at WHERE feedback.tenant_id = excluded.tenant_id",
                    values,
                    transaction);
                return kept > 0;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM prompt_calls WHERE tenant_id IS NOT NULL AND at < @Before", new { Before = _form.Instant(before) }, transaction), cancellationToken);
}
