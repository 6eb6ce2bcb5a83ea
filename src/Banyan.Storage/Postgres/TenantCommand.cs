using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Banyan.Storage.Postgres;

/// <summary>
/// A command that tells the database whose rows it may see, in its own round trip: <c>set_config</c> goes before it and holds to the end of the transaction.
/// Its own rows are the second result of what is sent, which is all a reader gets to see.
/// </summary>
internal sealed class TenantCommand(NpgsqlConnection connection, string tenant) : DbCommand
{
    /// <summary>The setting the policies of the tables look at.</summary>
    public const string Setting = "banyan.tenant";

    private const string Parameter = "banyan_tenant";
    private const string Telling = "SELECT set_config('" + Setting + "', @" + Parameter + ", true); ";

    private readonly NpgsqlCommand _inner = connection.CreateCommand();
    private string _text = "";

    /// <summary>The transaction it runs in; null when it is one of its own.</summary>
    public TenantTransaction? Within { get; init; }

    /// <inheritdoc />
    [AllowNull]
    public override string CommandText { get => _text; set => _text = value ?? ""; }

    /// <inheritdoc />
    public override int CommandTimeout { get => _inner.CommandTimeout; set => _inner.CommandTimeout = value; }

    /// <inheritdoc />
    public override CommandType CommandType { get => _inner.CommandType; set => _inner.CommandType = value; }

    /// <inheritdoc />
    public override bool DesignTimeVisible { get => _inner.DesignTimeVisible; set => _inner.DesignTimeVisible = value; }

    /// <inheritdoc />
    public override UpdateRowSource UpdatedRowSource { get => _inner.UpdatedRowSource; set => _inner.UpdatedRowSource = value; }

    /// <summary>The driver's own connection: by it others see what the database can.</summary>
    protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException("A command stays with its connection."); }

    /// <inheritdoc />
    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    /// <inheritdoc />
    protected override DbTransaction? DbTransaction
    {
        get => _inner.Transaction;
        set => _inner.Transaction = value is TenantTransaction own ? own.Inner : (NpgsqlTransaction?)value;
    }

    /// <inheritdoc />
    public override void Cancel() => _inner.Cancel();

    /// <inheritdoc />
    public override void Prepare()
    {
    }

    /// <inheritdoc />
    public override int ExecuteNonQuery()
    {
        Write();
        return _inner.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        Write();
        return await _inner.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc />
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetValue(0) : null;
    }

    /// <inheritdoc />
    protected override DbParameter CreateDbParameter() => _inner.CreateParameter();

    /// <inheritdoc />
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var isTold = Write();
        var reader = _inner.ExecuteReader(Whole(behavior, isTold));
        if (isTold)
        {
            reader.NextResult();
        }

        return reader;
    }

    /// <inheritdoc />
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var isTold = Write();
        var reader = await _inner.ExecuteReaderAsync(Whole(behavior, isTold), cancellationToken);
        if (isTold)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        return reader;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // A single result or row would be that of the telling.
    private static CommandBehavior Whole(CommandBehavior behavior, bool isTold) => isTold ? behavior & ~(CommandBehavior.SingleResult | CommandBehavior.SingleRow) : behavior;

    /// <summary>Writes what is sent.</summary>
    /// <returns>Whether it tells whose it is; within a transaction the first command alone does.</returns>
    private bool Write()
    {
        if (Within is { IsTold: true })
        {
            _inner.CommandText = _text;
            return false;
        }

        _inner.CommandText = Telling + _text;
        if (!_inner.Parameters.Contains(Parameter))
        {
            _inner.Parameters.AddWithValue(Parameter, tenant);
        }

        if (Within is { } transaction)
        {
            transaction.IsTold = true;
        }

        return true;
    }
}
