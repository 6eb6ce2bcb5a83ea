using System.Data.Common;
using Banyan.Intents.Discovery;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Catalogue;

/// <summary>Answers of backends and versions of the intent catalogue in a database; the SQL is the same on both.</summary>
internal sealed class CatalogueStore(Database database) : ICatalogueStore
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredAnswer>> ReadAnswersAsync(string tenant, CancellationToken cancellationToken) =>
        database.RowsAsync(
            "SELECT backend, base_url, answer, read_at FROM backend_answers WHERE tenant_id = @tenant ORDER BY backend",
            new { tenant },
            reader => new StoredAnswer(reader.GetString(0), reader.GetString(1), reader.GetString(2), _form.ReadInstant(reader.GetValue(3))),
            cancellationToken);

    /// <inheritdoc />
    public Task PutAnswerAsync(string tenant, StoredAnswer answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO backend_answers (tenant_id, backend, base_url, answer, read_at) VALUES (@tenant, @Backend, @BaseUrl, @Json, @ReadAt) "
                + "ON CONFLICT (tenant_id, backend) DO UPDATE SET base_url = excluded.base_url, answer = excluded.answer, read_at = excluded.read_at "
                + "WHERE backend_answers.read_at <= excluded.read_at",
                new { tenant, answer.Backend, answer.BaseUrl, answer.Json, ReadAt = _form.Instant(answer.ReadAt) },
                transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task PutVersionAsync(string tenant, StoredCatalogue catalogue, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO catalogue_versions (tenant_id, version, intents, created_at) VALUES (@tenant, @Version, @Intents, @CreatedAt) ON CONFLICT (tenant_id, version) DO NOTHING",
                new { tenant, catalogue.Version, catalogue.Intents, CreatedAt = _form.Instant(catalogue.CreatedAt) },
                transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<CatalogueStamp>> ListVersionsAsync(string tenant, int most, CancellationToken cancellationToken) =>
        database.RowsAsync(
            "SELECT version, created_at FROM catalogue_versions WHERE tenant_id = @tenant ORDER BY created_at DESC, version LIMIT @most",
            new { tenant, most },
            reader => new CatalogueStamp(reader.GetString(0), _form.ReadInstant(reader.GetValue(1))),
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredCatalogue?> FindVersionAsync(string tenant, string version, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync("SELECT version, intents, created_at FROM catalogue_versions WHERE tenant_id = @tenant AND version = @version", new { tenant, version });
                return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
            },
            cancellationToken);

    private StoredCatalogue Read(DbDataReader reader) => new(reader.GetString(0), reader.GetString(1), _form.ReadInstant(reader.GetValue(2)));
}
