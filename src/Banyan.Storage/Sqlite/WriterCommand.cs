using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>A command that runs as the prepared one of its text.</summary>
internal sealed class WriterCommand(WriterConnection connection) : DbCommand
{
    private readonly SqliteCommand _written = new();

    /// <inheritdoc />
    [AllowNull]
    public override string CommandText { get => _written.CommandText; set => _written.CommandText = value; }

    /// <inheritdoc />
    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;

    /// <inheritdoc />
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc />
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc />
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc />
    protected override DbConnection? DbConnection { get; set; } = connection;

    /// <inheritdoc />
    protected override DbParameterCollection DbParameterCollection => _written.Parameters;

    /// <inheritdoc />
    protected override DbTransaction? DbTransaction { get; set; }

    /// <inheritdoc />
    public override void Cancel()
    {
    }

    /// <inheritdoc />
    public override int ExecuteNonQuery() => Run(static running => running.ExecuteNonQuery());

    /// <inheritdoc />
    public override object? ExecuteScalar() => Run(static running => running.ExecuteScalar());

    /// <inheritdoc />
    public override void Prepare()
    {
    }

    /// <inheritdoc />
    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    /// <inheritdoc />
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(running => running.ExecuteReader(behavior));

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _written.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        var running = connection.Take(CommandText);
        try
        {
            running.CommandTimeout = CommandTimeout;
            running.Transaction = (SqliteTransaction?)DbTransaction;
            foreach (var parameter in _written.Parameters)
            {
                running.Parameters.Add(parameter!);
            }

            var result = run(running);
            // At once and not when this is disposed of: who disposes of a reader need not come back to its command.
            connection.Keep(running, result as SqliteDataReader);
            return result;
        }
        catch
        {
            // What was cut short is prepared anew.
            running.Dispose();
            throw;
        }
    }
}
