using System.Data.Common;
using Banyan.Intents.Migration.Store;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Routes;

/// <summary>Adds up what a board shows.</summary>
internal sealed class BoardQuery(DbConnection connection, SqlForm form)
{
    private const int MostUnmet = 5_000, MostDiffs = 5_000;
    private const string Sums = "c.intent, c.side, c.kind, c.bucket, SUM(c.calls), SUM(c.errors), SUM(c.fallbacks) FROM route_calls c";
    private const string Groups = "GROUP BY c.intent, c.side, c.kind, c.bucket";

    /// <summary>Reads it.</summary>
    public async Task<BoardFacts> ReadAsync(BoardAsk ask)
    {
        var from = ask.Now - ask.Window;
        return new BoardFacts
        {
            Calls = await CallsAsync($"SELECT {Sums} WHERE c.tenant_id = @Tenant AND c.grain = @Grain AND c.at >= @From {Groups}", ask, from),
            // An hour belongs to a stage when the stage began within it or before: hours are the finest that reach back a week.
            Evidence = await CallsAsync(
                $"SELECT {Sums} LEFT JOIN intent_routes r ON r.tenant_id = c.tenant_id AND r.intent = c.intent "
                + $"WHERE c.tenant_id = @Tenant AND c.grain = 'h' AND c.at >= @Week AND (r.since IS NULL OR c.at > {Hour("r.since")}) {Groups}",
                ask,
                from),
            Demand = await DemandAsync(ask.Tenant, from, ask.Now.AddSeconds(1)),
            Before = await DemandAsync(ask.Tenant, from - ask.Window, Whole(from)),
            Month = await DemandAsync(ask.Tenant, ask.Now - BoardAsk.Month, ask.Now.AddSeconds(1)),
            Unmet = await RowsAsync(
                $"SELECT words, person, SUM(messages) FROM intent_unmet WHERE tenant_id = @Tenant AND at >= @From GROUP BY words, person ORDER BY 3 DESC, words LIMIT {MostUnmet}",
                new { ask.Tenant, From = form.Instant(Whole(from)) },
                row => new UnmetSum(row.GetString(0), row.GetString(1), SqlForm.ReadLong(row.GetValue(2)))),
            Diffs = await RowsAsync(
                $"SELECT intent, path, COUNT(*) FROM shadow_diffs WHERE tenant_id = @Tenant AND at >= @From GROUP BY intent, path ORDER BY 3 DESC, intent, path LIMIT {MostDiffs}",
                new { ask.Tenant, From = form.Instant(from) },
                row => new DiffSum(row.GetString(0), row.GetString(1), SqlForm.ReadLong(row.GetValue(2)))),
        };
    }

    // Demand is counted by the hour: the hour a window begins in belongs to it.
    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour));

    private string Hour(string column) => form.Instant(DateTimeOffset.UnixEpoch) is DateTime ? $"{column} - interval '1 hour'" : $"{column} - 3600000000";

    private Task<IReadOnlyList<CallSum>> CallsAsync(string sql, BoardAsk ask, DateTimeOffset from) =>
        RowsAsync(
            sql,
            new { ask.Tenant, Grain = ask.Window < BoardAsk.Minutes ? "m" : "h", From = form.Instant(from), Week = form.Instant(ask.Now - BoardAsk.Week) },
            row => new CallSum(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), SqlForm.ReadLong(row.GetValue(4)), SqlForm.ReadLong(row.GetValue(5)), SqlForm.ReadLong(row.GetValue(6))));

    private Task<IReadOnlyList<DemandSum>> DemandAsync(string tenant, DateTimeOffset from, DateTimeOffset to) =>
        RowsAsync(
            "SELECT intent, SUM(messages), COUNT(DISTINCT person) FROM intent_demand WHERE tenant_id = @Tenant AND at >= @From AND at < @To GROUP BY intent",
            new { Tenant = tenant, From = form.Instant(Whole(from)), To = form.Instant(to) },
            row => new DemandSum(row.GetString(0), SqlForm.ReadLong(row.GetValue(1)), SqlForm.ReadLong(row.GetValue(2))));

    private async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object values, Func<DbDataReader, T> read)
    {
        await using var reader = await connection.ExecuteReaderAsync(sql, values);
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
