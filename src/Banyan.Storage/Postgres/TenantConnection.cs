using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Banyan.Storage.Postgres;

/// <summary>An open connection whose every command says whose rows it may see. It is opened and closed by whoever lent it.</summary>
internal sealed class TenantConnection(NpgsqlConnection inner, string tenant) : DbConnection
{
    /// <summary>The transaction all its commands run in; null when each is one of its own.</summary>
    public TenantTransaction? Within { get; init; }

    /// <inheritdoc />
    [AllowNull]
    public override string ConnectionString { get => inner.ConnectionString; set => throw Lent(); }

    /// <inheritdoc />
    public override string Database => inner.Database;

    /// <inheritdoc />
    public override string DataSource => inner.DataSource;

    /// <inheritdoc />
    public override string ServerVersion => inner.ServerVersion;

    /// <inheritdoc />
    public override ConnectionState State => inner.State;

    /// <inheritdoc />
    public override void ChangeDatabase(string databaseName) => throw Lent();

    /// <inheritdoc />
    public override void Open() => throw Lent();

    /// <inheritdoc />
    public override void Close() => throw Lent();

    /// <inheritdoc />
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw Lent();

    /// <inheritdoc />
    protected override DbCommand CreateDbCommand() => new TenantCommand(inner, tenant) { Within = Within };

    private static NotSupportedException Lent() => new("The connection is lent for one piece of work.");
}
