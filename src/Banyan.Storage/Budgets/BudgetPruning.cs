using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Budgets;

/// <summary>Erases what budgets leave behind once it ended longer ago than usage is kept: thresholds reached, overrides, and counters that nodes share.</summary>
internal static class BudgetPruning
{
    private const int MostAtOnce = 5_000;

    /// <summary>Erases what ended before an instant, some at a time.</summary>
    /// <returns>How many rows went.</returns>
    public static async Task<int> RunAsync(Database database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var gone = await EraseAsync(database, "budget_alerts", "tenant_id IS NOT NULL AND at < @cut", before, cancellationToken)
            + await EraseAsync(database, "budget_overrides", "tenant_id IS NOT NULL AND until_at < @cut", before, cancellationToken);
        return database is PostgresDatabase ? gone + await EraseAsync(database, "budget_counters", "reserved_nusd = 0 AND period_end < @cut", before, cancellationToken) : gone;
    }

    private static async Task<int> EraseAsync(Database database, string table, string ended, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var place = database is PostgresDatabase ? "ctid" : "rowid";
        var batch = $"DELETE FROM {table} WHERE {ended} AND {place} IN (SELECT {place} FROM {table} WHERE {ended} LIMIT @most)";
        var values = new { cut = database.Form.Instant(before), most = MostAtOnce };
        var (all, some) = (0, MostAtOnce);
        while (some == MostAtOnce)
        {
            some = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(batch, values, transaction, commandTimeout: 60)), cancellationToken);
            all += some;
        }

        return all;
    }
}
