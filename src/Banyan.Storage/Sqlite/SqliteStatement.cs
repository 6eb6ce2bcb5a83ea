using System.Text;
using Banyan.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Banyan.Storage.Sqlite;

/// <summary>One prepared statement run many times, its values bound by place: the driver looks every name up again for every row, which costs more than storing it.</summary>
internal sealed class SqliteStatement : IColumnTarget, IDisposable
{
    private const int MostStackBytes = 512;
    private const int IdLength = 36;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">It can't be prepared.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <inheritdoc />
    public void Text(int place, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(_statement, place));
            return;
        }

        if (value.Length == 0)
        {
            // An empty span has no address, and no address means null.
            Check(raw.sqlite3_bind_text(_statement, place, value));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = most <= MostStackBytes ? stackalloc byte[MostStackBytes] : new byte[most];
        Check(raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
    }

    /// <inheritdoc />
    public void Number(int place, long? value) =>
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, place, number) : raw.sqlite3_bind_null(_statement, place));

    /// <inheritdoc />
    public void Id(int place, Guid? value)
    {
        if (value is not { } id)
        {
            Check(raw.sqlite3_bind_null(_statement, place));
            return;
        }

        Span<byte> text = stackalloc byte[IdLength];
        id.TryFormat(text, out var length, "D");
        Check(raw.sqlite3_bind_text(_statement, place, text[..length]));
    }

    /// <inheritdoc />
    public void Instant(int place, DateTime value) => Check(raw.sqlite3_bind_int64(_statement, place, SqliteForm.Microseconds(value)));

    /// <inheritdoc />
    public void Bytes(int place, byte[]? value) => Check(value is null ? raw.sqlite3_bind_null(_statement, place) : raw.sqlite3_bind_blob(_statement, place, value));

    /// <summary>Runs it to its end and makes it ready to be bound again.</summary>
    /// <returns>Whether it changed a row.</returns>
    /// <exception cref="SqliteException">The database refused.</exception>
    public bool Run()
    {
        var result = raw.sqlite3_step(_statement);
        Check(result == raw.SQLITE_DONE ? raw.sqlite3_reset(_statement) : result);
        return raw.sqlite3_changes(_database) > 0;
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
