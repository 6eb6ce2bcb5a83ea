using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;
using Npgsql;

namespace Banyan.Storage.Postgres;

/// <summary>PostgreSQL 15 or later.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any fixed number: nodes that start together migrate one after the other.
    private const long MigrationLock = 0x42_41_4E_59_41_4E;
    private const int StatementSeconds = 2;

    // A server takes 100 connections unless told otherwise, and several nodes share it.
    private const int PoolSize = 20;

    // Statements a connection keeps prepared: all that a node sends often, by which the server saves planning them.
    private const int KeptStatements = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private readonly NpgsqlDataSource _source;
    private volatile bool _wasReached;
    private Missed? _missed;

    public PostgresDatabase(string connectionString)
    {
        // Nothing is left in a session that the next to use it would have to be kept from, and a reset throws away the plans of functions: planning anew is nine tenths of holding a budget.
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            CommandTimeout = StatementSeconds,
            Timeout = StatementSeconds,
            ApplicationName = "banyan",
            NoResetOnClose = true,
        };
        var written = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!written.ContainsKey("Maximum Pool Size") && !written.ContainsKey("MaxPoolSize"))
        {
            builder.MaxPoolSize = PoolSize;
        }

        if (!written.ContainsKey("Max Auto Prepare") && !written.ContainsKey("MaxAutoPrepare"))
        {
            builder.MaxAutoPrepare = KeptStatements;
            // Each connection counts for itself: what came twice comes again.
            builder.AutoPrepareMinUsages = 2;
        }

        // A session begins before the wall, with no tenant's rows; what resets it brings it back to that.
        // Compiling a report's plan takes longer than any report may.
        builder.Options = $"-c jit=off {builder.Options} -c {TenantCommand.Setting}=";
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <inheritdoc />
    public override string Name => "Postgres";

    /// <inheritdoc />
    public override SqlForm Form { get; } = new PostgresForm();

    /// <summary>Opens a connection of the caller's own.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    /// <summary>Whether row-level security holds for the role it works as: not for superusers, nor for roles that may bypass it.</summary>
    public Task<bool> IsWalledAsync(CancellationToken cancellationToken) =>
        ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user"), cancellationToken);

    /// <inheritdoc />
    public override async Task InsertAsync<TRow>(DbTransaction transaction, RowTable<TRow> table, IReadOnlyList<TRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = table.ByArrays;
        foreach (var column in table.Columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column.Name;
            parameter.Value = column.Values(rows);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public override async Task MigrateAsync(Func<DbConnection, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@MigrationLock)", new { MigrationLock }, commandTimeout: 60));
        try
        {
            // A step goes through the rows of all tenants.
            await connection.ExecuteAsync("SELECT set_config(@Setting, @Everyone, false)", new { TenantCommand.Setting, TenantView.Everyone });
            await work(connection);
        }
        finally
        {
            await connection.ExecuteAsync("SELECT set_config(@Setting, '', false)", new { TenantCommand.Setting });
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@MigrationLock)", new { MigrationLock });
        }
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <inheritdoc />
    public override Exception? Meaning(DbException failed) => failed switch
    {
        // Classes of SQLSTATE: 22 data exception, 23 integrity violation.
        PostgresException { SqlState: ['2', '2' or '3', ..] } => new RowRefusedException("PostgreSQL refused a row: " + failed.Message, failed),
        // 42 syntax or a missing table is a bug, unless the schema is not there yet.
        PostgresException { SqlState: ['4', '2', ..] and not "42P01" } => null,
        _ => new StoreAwayException("PostgreSQL can't be used: " + failed.Message, failed),
    };

    protected override async Task<T> ReadCoreAsync<T>(string? tenant, Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAtStartAsync(cancellationToken);
        return await work(tenant is null ? connection : new TenantConnection(connection, tenant));
    }

    protected override async Task<T> WriteCoreAsync<T>(string? tenant, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAtStartAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(tenant is null ? transaction : new TenantTransaction(transaction, tenant));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Until it was reached once, a connection that could not be opened speaks for the next second: the parts that look at the database at the start wait for one timeout together, not each for its own.</summary>
    private ValueTask<NpgsqlConnection> OpenAtStartAsync(CancellationToken cancellationToken) => _wasReached ? _source.OpenConnectionAsync(cancellationToken) : TryOpenAsync(cancellationToken);

    private async ValueTask<NpgsqlConnection> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _missed) is { } missed && TimeProvider.System.GetElapsedTime(missed.At) < FirstPause)
        {
            throw new NpgsqlException("not reached yet: " + missed.Why.Message, missed.Why);
        }

        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken);
            _wasReached = true;
            return connection;
        }
        catch (NpgsqlException why)
        {
            Volatile.Write(ref _missed, new Missed(TimeProvider.System.GetTimestamp(), why));
            throw;
        }
    }

    private sealed record Missed(long At, NpgsqlException Why);
}
