using System.Globalization;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Banyan.Storage.Spool;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Budgets;

/// <summary>Sums the ledger for budgets. An exchange belongs to the period it arrived in, which its id tells: it begins with that instant.</summary>
internal sealed class LedgerSums(Database database, SpoolDrain drain) : ISpending
{
    // The ledger keeps names as they were written, and budgets count them without case: every way it was written is found among the sums, which are fewer.
    private const string Users = "SELECT user_id FROM usage_users WHERE tenant_id = @tenant AND granularity = 'week' AND lower(user_id) = lower(@scopeId)";
    private const string Features =
        "SELECT value FROM usage_margins WHERE tenant_id = @tenant AND granularity = 'day' AND dimension = 'feature' AND bucket >= @day AND lower(value) = lower(@scopeId)";

    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public Task<long> SpentAsync(BudgetLine line, CancellationToken cancellationToken) => SumAsync(SumOf(line.Rule.Scope), Values(line), cancellationToken);

    /// <inheritdoc />
    public Task<long> SpentBesideAsync(BudgetLine line, IReadOnlyList<Guid> slices, CancellationToken cancellationToken)
    {
        var (values, isPostgres) = (new DynamicParameters(Values(line)), database is PostgresDatabase);
        values.Add("slices", isPostgres ? slices.ToArray() : slices.Select(database.Form.Id).ToArray());
        var others = isPostgres ? "<> ALL (@slices)" : "NOT IN @slices";
        return SumAsync($"{SumOf(line.Rule.Scope)} AND (budget_slice IS NULL OR budget_slice {others})", values, cancellationToken);
    }

    /// <inheritdoc />
    public Task<long> OfExchangeAsync(Guid exchange, CancellationToken cancellationToken) =>
        SumAsync("SELECT COALESCE(SUM(cost_nusd), 0) FROM usage_log WHERE request_id = @id", new { id = database.Form.Id(exchange) }, cancellationToken);

    /// <summary>The statement that sums a scope's rows; its values are those of <see cref="Values"/>.</summary>
    internal static string SumOf(BudgetScope scope)
    {
        var whose = scope switch
        {
            BudgetScope.Global => "",
            BudgetScope.Service => " AND service = @scopeId",
            BudgetScope.User => $" AND user_id IN ({Users})",
            BudgetScope.Feature => $" AND feature IN ({Features})",
            BudgetScope.Team => " AND team = @scopeId",
            BudgetScope.Key => " AND api_key_id = @scopeId",
        };
        return $"SELECT COALESCE(SUM(cost_nusd), 0) FROM usage_log WHERE tenant_id = @tenant AND occurred_at >= @since AND request_id >= @first AND request_id < @end{whose}";
    }

    internal object Values(BudgetLine line) => new
    {
        tenant = line.Rule.Tenant,
        since = database.Form.Instant(line.Span.Start - Skew),
        day = database.Form.Instant(DayOf(line.Span.Start - Skew)),
        first = database.Form.Id(FirstId(line.Span.Start)),
        end = database.Form.Id(FirstId(line.Span.End)),
        scopeId = line.Key.ScopeId,
    };

    /// <summary>Sums with all rows of this node in the ledger.</summary>
    private async Task<long> SumAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await drain.DrainAsync(cancellationToken);
        return await database.ReadAsync(async connection => SqlForm.ReadLong(await connection.ExecuteScalarAsync<object>(sql, values) ?? 0L), cancellationToken);
    }

    private static DateTimeOffset DayOf(DateTimeOffset instant) => new(instant.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>The least id an exchange of an instant can have: a UUIDv7 is its milliseconds since 1970, then chance.</summary>
    internal static Guid FirstId(DateTimeOffset instant) =>
        Guid.ParseExact(instant.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture) + "00000000000000000000", "N");
}
