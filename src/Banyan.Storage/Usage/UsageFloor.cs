using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Usage;

/// <summary>How far down the ledger a page can reach: rollups say on which days the rows it asks for lie, so that what is rare, or not there at all, is not looked for in all of it.</summary>
internal static class UsageFloor
{
    // Past what any row is, and within what both databases take.
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether no index of the ledger finds the rows of a query by itself.</summary>
    public static bool Helps(UsageQuery query) =>
        query is { Users.Count: 0, Outcomes.Count: 0 } && (query.Models.Count > 0 || query.Teams.Count > 0 || query.Keys.Count > 0 || (query.Services.Count > 0 && query.Features.Count > 0));

    /// <summary>The beginning of a day from which on there are as many rows as a page takes and one more, or else all there are.</summary>
    /// <returns>Null when there is no row at all.</returns>
    public static async Task<DateTimeOffset?> FindAsync(UsageQuery query, Database database, CancellationToken cancellationToken)
    {
        var (from, end) = (DayOf(query.From ?? DateTimeOffset.UnixEpoch), Earlier(query.To, query.After?.OccurredAt) ?? Latest);
        var tables = new SumTables(new UsageSumQuery(query, from, end));
        var filter = UsageFilter.Of(query with { From = null, To = null, After = null }, database.Form);
        filter.Values.Add("from", database.Form.Instant(from));
        filter.Values.Add("to", database.Form.Instant(end));
        var days = await database.RowsAsync(
            $"SELECT bucket, SUM(attempts + adjusted) FROM {tables.Sums(SumSource.Days)} WHERE {filter.Condition} AND granularity = 'day' AND bucket >= @from AND bucket <= @to GROUP BY bucket ORDER BY bucket DESC",
            filter.Values,
            row => (Day: database.Form.ReadInstant(row.GetValue(0)), Rows: SqlForm.ReadLong(row.GetValue(1))),
            cancellationToken);
        var found = 0L;
        foreach (var (day, rows) in days)
        {
            // Of the day the page begins on, and of the day it may end on, it is not known how many fall to it.
            found += (query.From is null || day >= query.From) && end - day >= TimeSpan.FromDays(1) ? rows : 0;
            if (found > query.First)
            {
                return day;
            }
        }

        return days.Count == 0 ? null : days[^1].Day;
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;
}
