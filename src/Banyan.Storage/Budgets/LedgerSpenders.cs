using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Budgets;

/// <summary>Sums the ledger by whom a budget counts.</summary>
internal sealed class LedgerSpenders(Database database, SpoolDrain drain) : ISpenders
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<(string ScopeId, long NanoUsd)>> OfAsync(BudgetRule rule, PeriodSpan span, int most, CancellationToken cancellationToken)
    {
        await drain.DrainAsync(cancellationToken);
        return await database.RowsAsync(
            SumsBy(rule.Scope),
            new
            {
                tenant = rule.Tenant,
                since = database.Form.Instant(span.Start - LedgerSums.Skew),
                first = database.Form.Id(LedgerSums.FirstId(span.Start)),
                end = database.Form.Id(LedgerSums.FirstId(span.End)),
                most,
            },
            static row => (row.GetString(0), SqlForm.ReadLong(row.GetValue(1))),
            cancellationToken);
    }

    private static string SumsBy(BudgetScope scope)
    {
        var (column, whose) = scope switch
        {
            BudgetScope.User => ("user_id", "lower(user_id)"),
            BudgetScope.Feature => ("feature", "lower(feature)"),
            BudgetScope.Service => ("service", "service"),
            BudgetScope.Team => ("team", "team"),
            BudgetScope.Key => ("api_key_id", "api_key_id"),
            BudgetScope.Global => throw new ArgumentOutOfRangeException(nameof(scope), "Everybody together is one."),
        };
        return $"SELECT {whose}, SUM(cost_nusd) FROM usage_log WHERE tenant_id = @tenant AND occurred_at >= @since AND request_id >= @first AND request_id < @end "
            + $"AND {column} IS NOT NULL AND cost_nusd IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT @most";
    }
}
