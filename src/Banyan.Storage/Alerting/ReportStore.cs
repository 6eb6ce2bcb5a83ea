using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Alerting.Reporting;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Alerting;

/// <summary>Daily reports from the sums beside the ledger; the SQL is the same on both databases. A row that can be there once lets one node tell.</summary>
internal sealed class ReportStore(Database database) : IReportStore
{
    private const int MostListed = 200;
    private const decimal NanoUsdPerUsd = 1_000_000_000m;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> DueAsync(DateTimeOffset day, CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT DISTINCT w.tenant_id FROM webhooks w WHERE w.tenant_id IS NOT NULL AND w.enabled = @True AND w.created_at < @End "
        + "AND NOT EXISTS (SELECT 1 FROM daily_reports r WHERE r.tenant_id = w.tenant_id AND r.day = @Day) ORDER BY w.tenant_id",
        new { True = _form.Truth(true), End = _form.Instant(day.AddDays(1)), Day = _form.Instant(day) },
        row => row.GetString(0),
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> TellAsync(string tenant, DateTimeOffset day, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var values = new { tenant, Day = _form.Instant(day), Now = _form.Instant(now), Before = _form.Instant(day - Kept) };
            if (await transaction.Connection!.ExecuteAsync("INSERT INTO daily_reports (tenant_id, day, told_at) VALUES (@tenant, @Day, @Now) ON CONFLICT (tenant_id, day) DO NOTHING", values, transaction) == 0)
            {
                return false;
            }

            await transaction.Connection!.ExecuteAsync("DELETE FROM daily_reports WHERE tenant_id = @tenant AND day < @Before", values, transaction);
            var sums = await SumsAsync(values, transaction, cancellationToken);
            await EventRows.AddAsync(ServiceEvent.Of(now, tenant, EventTypes.ReportDaily, Data(day, sums)), transaction, _form);
            return true;
        },
        cancellationToken);

    private static async Task<ILookup<string, DaySum>> SumsAsync(object values, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            "SELECT dimension, value, requests, total_tokens, cost_nusd, unpriced FROM usage_margins "
            + "WHERE granularity = 'day' AND tenant_id = @tenant AND dimension IN ('all', 'service', 'feature') AND bucket = @Day ORDER BY cost_nusd DESC, value",
            values,
            transaction);
        var sums = new List<(string Dimension, DaySum Sum)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            long Of(int column) => SqlForm.ReadLong(reader.GetValue(column));
            sums.Add((reader.GetString(0), new DaySum(reader.GetString(1), Of(2), Of(3), Of(4), Of(5))));
        }

        return sums.ToLookup(one => one.Dimension, one => one.Sum, StringComparer.Ordinal);
    }

    private static object Data(DateTimeOffset day, ILookup<string, DaySum> sums)
    {
        var all = sums["all"].FirstOrDefault() ?? new DaySum("", 0, 0, 0, 0);
        return new
        {
            day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            requests = all.Requests,
            tokens = all.Tokens,
            costUsd = all.Usd,
            unpriced = all.Unpriced,
            services = sums["service"].Take(MostListed).Select(one => new { service = one.Name, requests = one.Requests, tokens = one.Tokens, costUsd = one.Usd }),
            features = sums["feature"].Where(one => one.Name.Length > 0).Take(MostListed).Select(one => new { feature = one.Name, requests = one.Requests, tokens = one.Tokens, costUsd = one.Usd }),
        };
    }

    private sealed record DaySum(string Name, long Requests, long Tokens, long CostNanoUsd, long Unpriced)
    {
        public string Usd => (CostNanoUsd / NanoUsdPerUsd).ToString("0.00#######", CultureInfo.InvariantCulture);
    }
}
