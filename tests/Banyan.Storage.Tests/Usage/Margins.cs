using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Compares what is added up of users alone, and of one thing at a time, with rows.</summary>
internal static class Margins
{
    private static readonly (string Name, Func<UsageRow, string?> Of)[] Dimensions =
    [
        ("all", static _ => ""), ("service", static row => row.Service), ("feature", static row => row.Feature), ("model_id", static row => row.Model), ("team", static row => row.Team),
        ("provider_id", static row => row.Provider), ("api_key_id", static row => row.ApiKeyId),
    ];

    public static async Task ShouldAgreeAsync(TestDatabase test, IReadOnlyList<UsageRow> rows)
    {
        var (day, hour, week) = (TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, 7 * TimeSpan.TicksPerDay);

        (await ReadAsync(test, "SELECT granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd FROM usage_users", 5)).ShouldBe(
            Grouped(new[] { ("day", day), ("week", week) }.SelectMany(span => rows.Select(row => (Name(span.Item1, At(row, span.Item2), row.Tenant, row.UserId, row.Service), row))), Brief),
            ignoreOrder: true);
        var spans = new[] { ("hour", hour), ("day", day) };
        (await ReadAsync(test, "SELECT granularity, bucket, tenant_id, dimension, value, requests, failed + timedout + refused + truncated + lost, total_tokens, cost_nusd, saved_nusd FROM usage_margins", 5)).ShouldBe(
            Grouped(spans.SelectMany(span => Dimensions.SelectMany(told => rows.Select(row => (Name(span.Item1, At(row, span.Item2), row.Tenant, told.Name, told.Of(row)), row)))), Brief),
            ignoreOrder: true);
        (await ReadAsync(test, "SELECT granularity, bucket, tenant_id, dimension, value, latency_bucket, calls FROM usage_margin_latencies", 6)).ShouldBe(
            Grouped(
                spans.SelectMany(span => Dimensions[..4].SelectMany(told => rows.Where(IsTimed).Select(row => (Name(span.Item1, At(row, span.Item2), row.Tenant, told.Name, told.Of(row), TimeBuckets.Of(TimeSpan.FromMilliseconds(row.LatencyMs))), row)))),
                static same => [same.Count()]),
            ignoreOrder: true);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(TestDatabase test, string sql, int names) => (await test.Database.RowsAsync(
        sql,
        null,
        row => (Name: Name([.. Enumerable.Range(0, names).Select(place => place == 1 ? test.Database.Form.ReadInstant(row.GetValue(1)).ToString("O") : row.GetValue(place))]),
            Figures: string.Join(' ', Enumerable.Range(names, row.FieldCount - names).Select(place => SqlForm.ReadLong(row.GetValue(place))))),
        default)).ToDictionary(one => one.Name, one => one.Figures);

    private static Dictionary<string, string> Grouped(IEnumerable<(string Name, UsageRow Row)> named, Func<IEnumerable<UsageRow>, long[]> figures) =>
        named.GroupBy(one => one.Name, one => one.Row).ToDictionary(same => same.Key, same => string.Join(' ', figures(same)));

    private static long[] Brief(IEnumerable<UsageRow> rows) =>
    [
        rows.Count(row => row.AttemptNo == 1 && row.Outcome != Outcome.Adjusted), rows.Count(row => row.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Refused or Outcome.Truncated or Outcome.Lost),
        rows.Sum(row => row.Usage.Total), rows.Sum(row => row.CostNanoUsd ?? 0), rows.Sum(row => row.SavedNanoUsd),
    ];

    private static bool IsTimed(UsageRow row) => row.Outcome is not (Outcome.Running or Outcome.Lost or Outcome.Adjusted) && row.Door != "report";

    private static string At(UsageRow row, long length) => new DateTimeOffset(row.OccurredAt.UtcTicks - (row.OccurredAt.UtcTicks % length), TimeSpan.Zero).ToString("O");

    private static string Name(params object?[] parts) => string.Join('|', parts);
}
