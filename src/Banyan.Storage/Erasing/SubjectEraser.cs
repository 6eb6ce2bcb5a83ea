using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Erasing;

/// <summary>Erases a person in a database, all tables in one transaction; the SQL is the same on both.</summary>
internal sealed class SubjectEraser(Database database) : ISubjectEraser
{
    /// <inheritdoc />
    public Task<long> EraseAsync(string tenant, string user, string pseudonym, AuditAct act, CancellationToken cancellationToken) => database.Of(tenant).WriteAsync(
        async transaction =>
        {
            var (rows, values) = (0L, new { tenant, user, pseudonym, No = database.Form.Truth(false) });
            foreach (var (_, sql) in SubjectTables.All)
            {
                rows += await transaction.Connection!.ExecuteAsync(sql, values, transaction);
            }

            await AuditRows.AddAsync(act, transaction, database.Form);
            return rows;
        },
        cancellationToken);
}
