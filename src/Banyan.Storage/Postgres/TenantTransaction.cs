using System.Data;
using System.Data.Common;
using Npgsql;

namespace Banyan.Storage.Postgres;

/// <summary>A transaction that sees one tenant's rows. It is ended by whoever lent it.</summary>
internal sealed class TenantTransaction : DbTransaction
{
    /// <summary>Wraps one that was begun.</summary>
    public TenantTransaction(NpgsqlTransaction inner, string tenant)
    {
        Inner = inner;
        DbConnection = new TenantConnection(inner.Connection!, tenant) { Within = this };
    }

    /// <summary>The transaction itself.</summary>
    public NpgsqlTransaction Inner { get; }

    /// <summary>Whether the database knows whose it is: it is told with the first command.</summary>
    public bool IsTold { get; set; }

    /// <inheritdoc />
    public override IsolationLevel IsolationLevel => Inner.IsolationLevel;

    /// <inheritdoc />
    protected override DbConnection DbConnection { get; }

    /// <inheritdoc />
    public override void Commit() => throw new NotSupportedException("The transaction is lent for one piece of work.");

    /// <inheritdoc />
    public override void Rollback() => throw new NotSupportedException("The transaction is lent for one piece of work.");
}
