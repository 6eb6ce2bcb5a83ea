using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Dapper;

namespace Banyan.Storage.Sql;

/// <summary>A database and its habits. Driver errors leave it as <see cref="StoreAwayException"/> or <see cref="RowRefusedException"/>, bugs as they are.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Its name, also of its migrations' folder.</summary>
    public abstract string Name { get; }

    /// <summary>How it wants its types.</summary>
    public abstract SqlForm Form { get; }

    /// <summary>The database as one tenant sees it: behind the wall of the tables that hold what people wrote, its own rows and no others.</summary>
    /// <exception cref="ArgumentException">No tenant is called so.</exception>
    public TenantView Of(string tenant) =>
        tenant is TenantView.Everyone or "" ? throw new ArgumentException("No tenant is called \"" + tenant + "\".", nameof(tenant)) : new TenantView(this, tenant);

    /// <summary>The database without the wall, for what concerns all tenants by its nature: retention, recovery, batches of rows of many.</summary>
    public TenantView Across => new(this, TenantView.Everyone);

    /// <summary>Runs work that only reads. It belongs to no tenant: of a table behind the wall it sees no row.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => ReadAsync(null, work, cancellationToken);

    /// <summary>Runs work that only reads, as one tenant.</summary>
    public async Task<T> ReadAsync<T>(string? tenant, Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadCoreAsync(tenant, work, cancellationToken);
        }
        catch (DbException failed) when (Meaning(failed) is not null)
        {
            throw Meaning(failed)!;
        }
    }

    /// <summary>Reads the rows of a query, in its order.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">Its parameters; null for none.</param>
    /// <param name="read">Makes one of the row the reader stands on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values, Func<DbDataReader, T> read, CancellationToken cancellationToken) => RowsAsync(null, sql, values, read, cancellationToken);

    /// <summary>Reads the rows of a query as one tenant, in its order.</summary>
    public Task<IReadOnlyList<T>> RowsAsync<T>(string? tenant, string sql, object? values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<T>>(
            tenant,
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(sql, values);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(read(reader));
                }

                return rows;
            },
            cancellationToken);

    /// <summary>Runs work in a transaction that is committed when it returns. It belongs to no tenant: of a table behind the wall it sees and changes no row.</summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => WriteAsync(null, work, cancellationToken);

    /// <summary>Runs work in a transaction that is committed when it returns, as one tenant.</summary>
    public async Task<T> WriteAsync<T>(string? tenant, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteCoreAsync(tenant, work, cancellationToken);
        }
        catch (DbException failed) when (Meaning(failed) is not null)
        {
            throw Meaning(failed)!;
        }
    }

    /// <summary>Adds many rows to a table within a transaction, leaving those that are there.</summary>
    public abstract Task InsertAsync<TRow>(DbTransaction transaction, RowTable<TRow> table, IReadOnlyList<TRow> rows);

    /// <summary>Runs work on a connection that keeps every other process from migrating meanwhile.</summary>
    public abstract Task MigrateAsync(Func<DbConnection, Task> work, CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>What a driver's error means to a port; null when it is a bug.</summary>
    public abstract Exception? Meaning(DbException failed);

    protected abstract Task<T> ReadCoreAsync<T>(string? tenant, Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    protected abstract Task<T> WriteCoreAsync<T>(string? tenant, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken);
}
