using System.Data.Common;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Config;

/// <summary>The part of the configuration that is changed over the interface, in a database; the SQL is the same on both.</summary>
internal sealed class ConfigStore(Database database, ProviderSeal seal) : IConfigStore
{
    private const string InForce = "SELECT id FROM config_revisions WHERE active = @True";
    private readonly SqlForm _form = database.Form;
    private readonly ConfigRows _rows = new(database.Form);

    /// <inheritdoc />
    public async Task<Guid?> StampAsync(CancellationToken cancellationToken) =>
        (await database.RowsAsync(InForce, new { True = _form.Truth(true) }, reader => (Guid?)_form.ReadId(reader.GetValue(0)), cancellationToken)).SingleOrDefault();

    /// <inheritdoc />
    public async Task<ConfigLayer> ReadAsync(CancellationToken cancellationToken)
    {
        // The revision first: what changes after it is known by the next one.
        var revision = await StampAsync(cancellationToken);
        var secrets = await database.RowsAsync("SELECT provider, name, origin, secret FROM provider_secrets ORDER BY provider, name", null, ConfigRows.Sealed, cancellationToken);
        var open = new List<StoredSecret>(secrets.Count);
        foreach (var (provider, name, origin, hidden) in secrets)
        {
            open.Add(new StoredSecret(provider, name, origin, new Secret(await seal.OpenAsync(provider, name, hidden, cancellationToken))));
        }

        return new ConfigLayer
        {
            Revision = revision,
            Entries = await database.RowsAsync("SELECT section, name, value, revision FROM config_overrides ORDER BY section, name", null, ConfigRows.Entry, cancellationToken),
            Prices = await database.RowsAsync($"SELECT {ConfigRows.PriceColumns} FROM model_prices ORDER BY model_id, valid_from", null, _rows.Price, cancellationToken),
            Secrets = open,
        };
    }

    /// <inheritdoc />
    public async Task<bool> WriteAsync(ConfigChange change, CancellationToken cancellationToken)
    {
        var hidden = change.Secret is { } secret ? await seal.SealAsync(secret.Provider, secret.Name, secret.Value.Reveal()!, cancellationToken) : null;
        try
        {
            return await database.WriteAsync(
                async transaction =>
                {
                    await TakeAsync(change, transaction);
                    await WriteEntriesAsync(change, transaction);
                    await WriteKeysAsync(change, hidden, transaction);
                    if (change.Price is { } price && await transaction.Connection!.ExecuteAsync(_rows.AddPrice, _rows.Values(price), transaction) == 0)
                    {
                        throw new TakenException();
                    }

                    return await AuditRows.AddAsync(change.Act, transaction, _form) == 1;
                },
                cancellationToken);
        }
        catch (TakenException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public Task KeepAsync(ConfigRevision refused, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => await transaction.Connection!.ExecuteAsync(_rows.AddRevision, _rows.Values(refused), transaction) == 1 && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ConfigRevision>> ListAsync(int first, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {ConfigRows.RevisionColumns} FROM config_revisions ORDER BY created_at DESC, id DESC LIMIT @first", new { first }, _rows.Revision, cancellationToken);

    /// <inheritdoc />
    public async Task<ConfigRevision?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.RowsAsync($"SELECT {ConfigRows.RevisionColumns} FROM config_revisions WHERE id = @id", new { id = _form.Id(id) }, _rows.Revision, cancellationToken)).SingleOrDefault();

    /// <summary>Puts the new revision in the place of the one it was made from.</summary>
    private async Task TakeAsync(ConfigChange change, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        if (change.Base is { } last)
        {
            var left = await connection.ExecuteAsync(
                "UPDATE config_revisions SET active = @False WHERE id = @id AND active = @True", new { id = _form.Id(last), True = _form.Truth(true), False = _form.Truth(false) }, transaction);
            if (left == 0)
            {
                throw new TakenException();
            }
        }

        if (change.Before is { } before)
        {
            await connection.ExecuteAsync(_rows.AddRevision, _rows.Values(before), transaction);
        }

        // The index over the active one lets no second stand beside it.
        if (await connection.ExecuteAsync(_rows.AddRevision, _rows.Values(change.Revision), transaction) == 0)
        {
            throw new TakenException();
        }
    }

    private async Task WriteEntriesAsync(ConfigChange change, DbTransaction transaction)
    {
        foreach (var entry in change.Gone)
        {
            await transaction.Connection!.ExecuteAsync("DELETE FROM config_overrides WHERE section = @Section AND name = @Name", new { entry.Section, entry.Name }, transaction);
        }

        foreach (var entry in change.Put)
        {
            await transaction.Connection!.ExecuteAsync(
                $"INSERT INTO config_overrides (section, name, value, revision, created_at, updated_at, updated_by) VALUES (@Section, @Name, @Value{_form.Json}, @Revision, @At, @At, @By) "
                + "ON CONFLICT (section, name) DO UPDATE SET value = excluded.value, revision = excluded.revision, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                new { entry.Section, entry.Name, entry.Value, entry.Revision, At = _form.Instant(change.Revision.At), change.Revision.By },
                transaction);
        }
    }

    private async Task WriteKeysAsync(ConfigChange change, string? hidden, DbTransaction transaction)
    {
        foreach (var gone in change.GoneSecrets)
        {
            await transaction.Connection!.ExecuteAsync("DELETE FROM provider_secrets WHERE provider = @Provider AND name = @Name", new { gone.Provider, gone.Name }, transaction);
        }

        if (change.Secret is { } secret)
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO provider_secrets (provider, name, origin, secret, created_at, updated_at) VALUES (@Provider, @Name, @Origin, @hidden, @At, @At) "
                + "ON CONFLICT (provider, name) DO UPDATE SET origin = excluded.origin, secret = excluded.secret, updated_at = excluded.updated_at",
                new { secret.Provider, secret.Name, secret.Origin, hidden, At = _form.Instant(change.Revision.At) },
                transaction);
        }
    }

    /// <summary>Takes a transaction back: somebody else was first.</summary>
    private sealed class TakenException : Exception;
}
