using System.Data.Common;

namespace Banyan.Storage.Sql;

/// <summary>A database as one tenant sees it, or everyone. Where the database has row-level security it holds the wall, else the statements alone do.</summary>
/// <param name="Database">Which.</param>
/// <param name="Tenant">Whose rows; <see cref="Everyone"/> for all.</param>
internal readonly record struct TenantView(Database Database, string Tenant)
{
    /// <summary>What stands for every tenant.</summary>
    public const string Everyone = "*";

    /// <summary>Runs work that only reads.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => Database.ReadAsync(Tenant, work, cancellationToken);

    /// <summary>Reads the rows of a query, in its order.</summary>
    public Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        Database.RowsAsync(Tenant, sql, values, read, cancellationToken);

    /// <summary>Runs work in a transaction that is committed when it returns.</summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => Database.WriteAsync(Tenant, work, cancellationToken);
}
