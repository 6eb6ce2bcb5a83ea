using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Store;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Prompts in a database; the SQL is the same on both.</summary>
internal sealed class PromptStore(Database database) : IPromptStore
{
    private const string IsServed =
        "(v.status = 'active' OR v.id IN (SELECT l.version_id FROM prompt_labels l WHERE l.tenant_id = @Tenant) "
        + "OR v.id IN (SELECT r.version_id FROM experiment_variants r JOIN experiments e ON e.id = r.experiment_id WHERE e.tenant_id = @Tenant AND e.status = 'running'))";

    private readonly SqlForm _form = database.Form;
    private readonly PromptRows _rows = new(database.Form);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, long>> RevisionsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(
            async connection => (await PromptRows.ReadAsync(connection, "SELECT tenant_id, revision FROM prompt_revisions", new { }, row => (Tenant: row.GetString(0), Revision: SqlForm.ReadLong(row.GetValue(1)))))
                .ToDictionary(row => row.Tenant, row => row.Revision, StringComparer.Ordinal),
            cancellationToken);

    /// <inheritdoc />
    public Task<PromptPage> ReadAsync(string tenant, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // The revision comes first: what is written while the rest is read makes the next look find another one.
                var values = new { Tenant = tenant };
                var revision = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(revision), 0) FROM prompt_revisions WHERE tenant_id = @Tenant", values);
                return new PromptPage(revision)
                {
                    Prompts = await PromptRows.ReadAsync(connection, $"SELECT {PromptRows.PromptColumns} FROM prompts p WHERE p.tenant_id = @Tenant ORDER BY p.name", values, _rows.Prompt),
                    Heads = await PromptRows.ReadAsync(
                        connection, "SELECT v.id, v.prompt_id, v.version, v.status FROM prompt_versions v WHERE v.tenant_id = @Tenant ORDER BY v.prompt_id, v.version DESC", values, _rows.Head),
                    Labels = await PromptRows.ReadAsync(connection, $"SELECT {PromptRows.LabelColumns} FROM prompt_labels l WHERE l.tenant_id = @Tenant ORDER BY l.prompt_id, l.label", values, _rows.Label),
                    Running = await new ExperimentRows(connection, _form).ReadAsync("e.tenant_id = @Tenant AND e.status = 'running'", values),
                    Served = await _rows.VersionsAsync(connection, IsServed, values),
                };
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PromptVersion>> VersionsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await database.ReadAsync(
            connection => _rows.VersionsAsync(connection, _rows.IsListed("v.id"), _rows.Ids(tenant, ids)), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PromptVersion>> VersionsOfAsync(string tenant, IReadOnlyCollection<Guid> promptIds, CancellationToken cancellationToken) =>
        promptIds.Count == 0 ? [] : await database.ReadAsync(
            connection => _rows.VersionsAsync(connection, _rows.IsListed("v.prompt_id"), _rows.Ids(tenant, promptIds)), cancellationToken);

    /// <inheritdoc />
    public Task<bool> CreateAsync(Prompt prompt, PromptVersion? first, CancellationToken cancellationToken) =>
        WriteAsync(prompt.Tenant, writer => writer.CreateAsync(prompt, first), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> UpdateAsync(Prompt prompt, CancellationToken cancellationToken) => WriteAsync(prompt.Tenant, writer => writer.UpdateAsync(prompt), cancellationToken);

    /// <inheritdoc />
    public Task<PromptVersion?> AddVersionAsync(string tenant, PromptVersion version, CancellationToken cancellationToken) =>
        WriteAsync(tenant, writer => writer.AddVersionAsync(version), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> EditDraftAsync(string tenant, PromptVersion version, string expectedHash, CancellationToken cancellationToken) =>
        WriteAsync(tenant, writer => writer.EditDraftAsync(version, expectedHash), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> ActivateAsync(Activation activation, CancellationToken cancellationToken) =>
        WriteAsync(activation.Tenant, writer => writer.ActivateAsync(activation), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> DeprecateAsync(string tenant, Guid versionId, CancellationToken cancellationToken) =>
        WriteAsync(tenant, writer => writer.DeprecateAsync(versionId), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> MoveLabelAsync(string tenant, PromptLabel label, CancellationToken cancellationToken) =>
        WriteAsync(tenant, writer => writer.MoveLabelAsync(label), cancellationToken);

    /// <inheritdoc />
    public Task<StoreEnd> ApproveAsync(string tenant, Guid versionId, string by, DateTimeOffset at, CancellationToken cancellationToken) =>
        WriteAsync(tenant, writer => writer.ApproveAsync(versionId, by, at), cancellationToken);

    private Task<T> WriteAsync<T>(string tenant, Func<PromptWriter, Task<T>> work, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var writer = new PromptWriter(transaction, _form, tenant);
                await writer.BeginAsync();
                return await work(writer);
            },
            cancellationToken);
}
