using Dapper;
using Microsoft.Data.Sqlite;

namespace Shop.Kit;

/// <summary>A service's own database: one SQLite file that nobody else opens.</summary>
public sealed class Store : IDisposable
{
    // Waiting here is short; the library would sleep 150 ms whenever two writers meet in the file.
    private readonly Lock _writing = new();
    private readonly string _connection;

    /// <summary>Opens the file, makes the tables, and fills them when they are new.</summary>
    public Store(string file, string schema, Action<SqliteConnection> seed)
    {
        SqliteLibrary.Load();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        Write(store =>
        {
            if (store.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'ledger'") > 0)
            {
                return false;
            }

            store.Execute(Ledger.Schema);
            store.Execute(schema);
            seed(store);
            return true;
        });
    }

    /// <summary>Looks without changing.</summary>
    public T Read<T>(Func<SqliteConnection, T> look)
    {
        using var connection = Open();
        return look(connection);
    }

    /// <summary>Changes all or nothing; one writer at a time.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        lock (_writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            var done = change(connection);
            transaction.Commit();
            return done;
        }
    }

    public void Dispose()
    {
        using var any = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(any);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }
}
