using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>SQLite in one file: one writer at a time, readers beside it.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>A function of the writing connection: the bucket of milliseconds.</summary>
    public const string LatencyBucket = "latency_bucket";

    // Result codes of SQLite: constraint, mismatch, too big.
    private const int Constraint = 19, Mismatch = 20, TooBig = 18;
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly WriterThread _thread = new();
    private WriterConnection? _writer;

    public SqliteDatabase(string path)
    {
        SqliteLibrary.Load();
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 2 }.ToString();
    }

    /// <inheritdoc />
    public override string Name => "Sqlite";

    /// <inheritdoc />
    public override SqlForm Form { get; } = new SqliteForm();

    /// <inheritdoc />
    public override Task InsertAsync<TRow>(DbTransaction transaction, RowTable<TRow> table, IReadOnlyList<TRow> rows)
    {
        using var statement = new SqliteStatement((SqliteConnection)transaction.Connection!, table.ByPlace);
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                table.Columns[i].Put(row, statement, i + 1);
            }

            statement.Run();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task MigrateAsync(Func<DbConnection, Task> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await work(await WriterAsync(cancellationToken));
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        _thread.Dispose();
        using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
        _writing.Dispose();
    }

    /// <inheritdoc />
    public override Exception? Meaning(DbException failed) => (failed as SqliteException)?.SqliteErrorCode switch
    {
        Constraint or Mismatch or TooBig => new RowRefusedException("SQLite refused a row: " + failed.Message, failed),
        1 or null => null, // an error in the statement itself
        _ => new StoreAwayException("SQLite can't be used: " + failed.Message, failed),
    };

    protected override async Task<T> ReadCoreAsync<T>(string? tenant, Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return await work(connection);
    }

    protected override async Task<T> WriteCoreAsync<T>(string? tenant, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await _thread.RunAsync(() => TransactAsync(work, cancellationToken));
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> TransactAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await WriterAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<SqliteConnection> WriterAsync(CancellationToken cancellationToken)
    {
        if (_writer is null)
        {
            var writer = new WriterConnection(_connectionString);
            await writer.OpenAsync(cancellationToken);
            // FULL: once committed the spool forgets a row, so a commit must outlive a power cut.
            await writer.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            writer.CreateFunction(LatencyBucket, static (long milliseconds) => (long)TimeBuckets.Of(TimeSpan.FromMilliseconds(milliseconds)), isDeterministic: true);
            _writer = writer;
        }

        return _writer;
    }
}
