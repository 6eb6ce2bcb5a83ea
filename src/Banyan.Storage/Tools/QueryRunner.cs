using System.Data;
using System.Data.Common;
using Banyan.Gateway.Tools.BuiltIn.Querying;
using Banyan.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Banyan.Storage.Tools;

/// <summary>Runs checked queries on databases that are not Banyan's own, read-only.</summary>
internal sealed class QueryRunner : IQueryRunner
{
    private const int MostSeconds = 3;

    /// <inheritdoc />
    public async Task<QueryRows> RunAsync(CheckedQuery query, CancellationToken cancellationToken)
    {
        try
        {
            await using DbConnection connection = query.Kind == "postgres" ? Postgres(query.Connection) : Sqlite(query.Connection);
            await connection.OpenAsync(cancellationToken);
            await OnlyReadAsync(connection, query.Kind == "postgres", cancellationToken);
            // SQLite's file is open for reading only; a transaction there would ask for the right to write.
            await using var transaction = query.Kind == "postgres" ? await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken) : null;
            return await ReadAsync(connection, transaction, query, cancellationToken);
        }
        catch (DbException failed)
        {
            return new QueryRows([], [], false, Reason(failed));
        }
        catch (ArgumentException)
        {
            return new QueryRows([], [], false, "the source is not configured rightly");
        }
    }

    private static NpgsqlConnection Postgres(string connection) => new(
        new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = MostSeconds + 2, Timeout = MostSeconds, ApplicationName = "banyan-query", Options = "-c default_transaction_read_only=on -c statement_timeout=3000" }.ToString());

    private static SqliteConnection Sqlite(string path)
    {
        SqliteLibrary.Load();
        return new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = MostSeconds, Pooling = false }.ToString());
    }

    private static async Task OnlyReadAsync(DbConnection connection, bool isPostgres, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = isPostgres ? "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY" : "PRAGMA query_only = ON";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<QueryRows> ReadAsync(DbConnection connection, DbTransaction? transaction, CheckedQuery query, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, query.Sql);
        for (var i = 0; i < query.Values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", Bound(query.Values[i], query.Kind));
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var rows = new List<IReadOnlyList<object?>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == query.MostRows)
            {
                return new QueryRows(columns, rows, true);
            }

            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(Value)]);
        }

        return new QueryRows(columns, rows, false);
    }

    // SQLite's driver writes decimals as text, which compares with no number.
    private static object Bound(object? value, string kind) => value switch
    {
        null => DBNull.Value,
        decimal number when kind != "postgres" => (double)number,
        _ => value,
    };

    private static object? Value(object value) => value switch
    {
        DBNull => null,
        DateTime instant => instant.ToString("O"),
        byte[] => "(bytes)",
        _ => value,
    };

    /// <summary>What a model can do something about; nothing of hosts, users and files.</summary>
    private static string Reason(DbException failed) => failed switch
    {
        PostgresException { SqlState: "57014" } => "it took longer than 3 seconds",
        PostgresException { SqlState: "42883" or "42804" or "22P02" or "42P18" } => "a value is not of the type the column wants",
        PostgresException { SqlState: "42803" } => "a column must be in GROUP BY or in an aggregate",
        PostgresException { SqlState: "42501" } => "the login may not read this",
        PostgresException { SqlState: ['4', '2', ..] } => "the database does not understand it",
        SqliteException { SqliteErrorCode: 9 } => "it took longer than 3 seconds",
        SqliteException { SqliteErrorCode: 1 } => "the database does not understand it",
        _ => "the database can't be read",
    };
}
