using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Banyan.Storage.Sqlite;

/// <summary>One prepared statement run many times, its values bound by place: the driver looks every name up again for every row, which costs more than storing it.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">It can't be prepared.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Binds a value; places count from 1.</summary>
    /// <exception cref="ArgumentException">The value is of a type no column has.</exception>
    public void Bind(int place, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        _ => throw new ArgumentException($"No column is bound from a {value.GetType().Name}.", nameof(value)),
    });

    /// <summary>Runs it to its end and makes it ready to be bound again.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        Check(result == raw.SQLITE_DONE ? raw.sqlite3_reset(_statement) : result);
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
