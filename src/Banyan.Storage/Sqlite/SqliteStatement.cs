using System.Text;
using Banyan.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Banyan.Storage.Sqlite;

/// <summary>One prepared statement run many times, its values bound by place: the driver looks every name up again for every row, which costs more than storing it.</summary>
/// <remarks>What is bound stays bound from one row to the next, so a value that is the same as in the row before is not bound again: most texts and half of the numbers of a batch.</remarks>
internal sealed class SqliteStatement : IColumnTarget, IDisposable
{
    private const int MostStackBytes = 512;
    private const int IdLength = 36;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Bound[] _bound;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">It can't be prepared.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        // Places count from 1; unbound means null.
        _bound = new Bound[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    /// <inheritdoc />
    public void Text(int place, string? value)
    {
        if (value is null)
        {
            Null(place);
        }
        else if (_bound[place].Text != value)
        {
            Bind(place, value);
            _bound[place] = new Bound(true, null, value);
        }
    }

    /// <inheritdoc />
    public void Number(int place, long? value)
    {
        if (value is not { } number)
        {
            Null(place);
        }
        else if (_bound[place].Number != number)
        {
            Check(raw.sqlite3_bind_int64(_statement, place, number));
            _bound[place] = new Bound(true, number, null);
        }
    }

    /// <inheritdoc />
    public void Id(int place, Guid? value)
    {
        if (value is not { } id)
        {
            Null(place);
            return;
        }

        Span<byte> text = stackalloc byte[IdLength];
        id.TryFormat(text, out var length, "D");
        Check(raw.sqlite3_bind_text(_statement, place, text[..length]));
        _bound[place] = Bound.Anything;
    }

    /// <inheritdoc />
    public void Instant(int place, DateTime value) => Number(place, SqliteForm.Microseconds(value));

    /// <inheritdoc />
    public void Bytes(int place, byte[]? value)
    {
        if (value is null)
        {
            Null(place);
            return;
        }

        Check(raw.sqlite3_bind_blob(_statement, place, value));
        _bound[place] = Bound.Anything;
    }

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

    private void Null(int place)
    {
        if (_bound[place].IsBound)
        {
            Check(raw.sqlite3_bind_null(_statement, place));
            _bound[place] = default;
        }
    }

    private void Bind(int place, string value)
    {
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

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);

    /// <summary>What a place holds.</summary>
    /// <param name="IsBound">Whether it holds anything.</param>
    /// <param name="Number">The number; null where it is none.</param>
    /// <param name="Text">The text; null where it is none.</param>
    private readonly record struct Bound(bool IsBound, long? Number, string? Text)
    {
        /// <summary>A value that is not compared with the next one's.</summary>
        public static Bound Anything { get; } = new(true, null, null);
    }
}
