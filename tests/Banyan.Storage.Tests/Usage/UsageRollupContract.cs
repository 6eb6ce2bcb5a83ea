using System.Data.Common;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Storage.Leases;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Rollups say what the ledger says, whatever is written in whichever order, on both databases.</summary>
public sealed class UsageRollupContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string, int> Runs => new(
        from kind in new[] { "sqlite", "postgres" }
        from seed in new[] { 1, 2, 3 }
        select new TheoryDataRow<string, int>(kind, seed));

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Random_batches_replays_and_two_writers_at_once_add_up_to_the_ledger(string kind, int seed)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (random, first, second) = (new RandomUsage(seed), Store(test), Store(test));
        var rows = random.Rows(600);
        var batches = rows.Chunk(120).Select(IReadOnlyList<UsageRow> (chunk) => chunk).ToList();
        await first.AppendAsync(batches[0], default);

        await Task.WhenAll(
            Task.Run(() => EachAsync(first, batches.Append(random.Some(rows)))),
            Task.Run(() => EachAsync(second, batches.AsEnumerable().Reverse())),
            Task.Run(() => EachAsync(second, [random.Some(rows), random.Some(rows)])));

        await ShouldAgreeAsync(test, rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_batch_that_is_refused_leaves_no_trace(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var rows = new RandomUsage(4).Rows(40);
        await store.AppendAsync(rows, default);
        await Should.ThrowAsync<RowRefusedException>(store.AppendAsync([Rows.One(1), Rows.One(2) with { CostNanoUsd = -1 }], default));
        await ShouldAgreeAsync(test, rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_migration_adds_up_what_was_there_before(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rows = new RandomUsage(5).Rows(300);
        await Store(test).AppendAsync(rows, default);
        var steps = string.Concat(Migration.Of(test.Database.Name).Where(one => one.Number is 17 or 117 or 132).Select(one => one.Sql));
        var back = "DROP TABLE usage_rollups; DROP TABLE usage_latencies; DROP TABLE usage_reports; DROP TABLE usage_totals; DROP TABLE usage_users; DROP TABLE usage_margins; DROP TABLE usage_margin_latencies;" + (kind == "postgres" ? "DROP TRIGGER usage_roll_up ON usage_log; DROP FUNCTION usage_roll_up(); DROP TRIGGER usage_roll_up_margins ON usage_log; DROP FUNCTION usage_roll_up_margins();" : "");
        await test.Database.MigrateAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await connection.ExecuteAsync(back + steps, transaction: transaction);
                await transaction.CommitAsync();
            },
            default);
        await ShouldAgreeAsync(test, rows);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Any_window_however_cut_and_told_apart_adds_up_to_its_rows(string kind, int seed)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var random = new RandomUsage(seed);
        var rows = random.Rows(500);
        await Store(test).AppendAsync(rows, default);
        var sums = new UsageSums(test.Database);
        UsageQuery[] filters =
        [
            new() { Tenant = "default" },
            new() { Tenant = "default", Services = ["one"], Users = ["two", "three"] },
            new() { Tenant = "other", Features = ["one"], Models = ["lab/one", "lab/two"], Keys = ["key1"] },
            new() { Tenant = "default", Outcomes = [Outcome.Adjusted, Outcome.TimedOut] },
        ];
        UsageGroup?[] groups = [null, UsageGroup.Service, UsageGroup.User, UsageGroup.Feature, UsageGroup.Team, UsageGroup.Model, UsageGroup.Provider, UsageGroup.Key];
        for (var i = 0; i < 24; i++)
        {
            var (one, other) = (random.Instant(), random.Instant());
            var (from, to) = one < other ? (one, other) : (other, one);
            var query = new UsageSumQuery(filters[i % filters.Length], from, to) { By = groups[i % groups.Length], Every = (i % 3) switch { 0 => null, 1 => UsageInterval.Hour, _ => UsageInterval.Day } };

            var found = await sums.SumAsync(query, default);

            var expected = rows.Where(row => Fits(row, query)).GroupBy(row => (KeyOf(row, query.By), At(row, query.Every)))
                .ToDictionary(group => group.Key, group => Ledger.Of(group));
            var told = found.Where(sum => sum.Totals != UsageTotals.None).ToDictionary(sum => (sum.Key, sum.At), sum => Ledger.Of(sum.Totals));
            told.ShouldBe(expected, ignoreOrder: true, $"{query}");
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Times_are_counted_by_hour_and_group_from_rollups_and_rows_alike(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rows = new RandomUsage(6).Rows(400);
        await Store(test).AppendAsync(rows, default);
        var query = new UsageSumQuery(new UsageQuery { Tenant = "default" }, RandomUsage.First.AddMinutes(17), RandomUsage.First.AddDays(2).AddMinutes(31)) { By = UsageGroup.Model, Every = UsageInterval.Hour };

        var found = await new UsageSums(test.Database).LatenciesAsync(query, default);

        found.GroupBy(count => (count.Key, count.At, count.Bucket)).ToDictionary(group => group.Key, group => group.Sum(count => count.Calls)).ShouldBe(
            rows.Where(row => Fits(row, query) && IsTimed(row))
                .GroupBy(row => (row.Model ?? "", At(row, UsageInterval.Hour)!.Value, TimeBuckets.Of(TimeSpan.FromMilliseconds(row.LatencyMs)))).ToDictionary(group => group.Key, group => group.LongCount()),
            ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Prompts_are_told_apart_by_name_and_what_has_none_is_kept(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var form = test.Database.Form;
        UsageRow[] rows = [Rows.One(1), Rows.One(2), Rows.One(3)];
        await Store(test).AppendAsync(rows, default);
        var values = new { prompt = form.Id(new Guid(1, 0, 0, new byte[8])), version = form.Id(new Guid(2, 0, 0, new byte[8])), one = form.Id(rows[0].RequestId), two = form.Id(rows[1].RequestId), at = form.Instant(Rows.Noon) };
        await test.Database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO prompts (id, tenant_id, name, category, tags, created_by, created_at, updated_at, revision) VALUES (@prompt, 'default', 'greet', 'tests', '[]', 'me', @at, @at, 1); "
                    + "INSERT INTO prompt_versions (id, tenant_id, prompt_id, version, status, template, variables, content_hash, created_by, created_at) VALUES (@version, 'default', @prompt, 1, 'active', 'Hi.', '[]', 'x', 'me', @at); "
                    + "INSERT INTO prompt_calls (request_id, tenant_id, at, version_id) VALUES (@one, 'default', @at, @version), (@two, 'default', @at, @version)",
                values,
                transaction),
            default);

        var found = await new UsageSums(test.Database).SumAsync(new UsageSumQuery(new UsageQuery { Tenant = "default" }, Rows.Noon.AddDays(-3), Rows.Noon.AddDays(3)) { By = UsageGroup.Prompt }, default);

        found.Select(sum => (sum.Key, sum.Totals.CostNanoUsd)).ShouldBe([("", 30), ("greet", 30)]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Old_months_go_with_their_sums_and_the_rest_stays(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        if (kind == "postgres")
        {
            // A month of its own for some of the old rows; the others lie in the default partition.
            await new Partitions(test.Database, new FakeClock(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero))).EnsureAsync(default);
        }

        var rows = new RandomUsage(7).Rows(200);
        var old = new RandomUsage(8).Rows(200).ConvertAll(row => row with { OccurredAt = row.OccurredAt.AddMonths(row.AttemptNo == 1 ? -15 : -20) });
        // What is 400 days old lies in October of the year before: its month is kept whole.
        var edge = Rows.One(1) with { OccurredAt = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero) };
        // The week the cut lies in began two days before: what is erased of it is taken off, what is left stays.
        UsageRow[] before = [edge with { Id = Guid.CreateVersion7(Rows.Noon), OccurredAt = edge.OccurredAt.AddHours(-1) }, edge with { Id = Guid.CreateVersion7(Rows.Noon), UserId = "gone", OccurredAt = edge.OccurredAt.AddHours(-30) }];
        await Store(test).AppendAsync([.. rows, .. old, .. before, edge], default);
        using var sweep = new UsageSweep(test.Database, new LeaseStore(test.Database, _clock), new StorageOptions(), _clock, NullLogger<UsageSweep>.Instance);

        (await sweep.RunAsync(default)).ShouldBeTrue();
        (await sweep.RunAsync(default)).ShouldBeFalse();

        await ShouldAgreeAsync(test, [.. rows, edge]);
        (await test.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM usage_log"), default)).ShouldBe(201);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Groups_come_dearest_first_and_no_more_than_asked_for(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        await Store(test).AppendAsync([.. new[] { 30, 10, 20 }.Select((cost, i) => Rows.One(i + 1) with { UserId = "user" + cost, CostNanoUsd = cost, Usage = new() { Output = 100 - cost } })], default);
        var query = new UsageSumQuery(new UsageQuery { Tenant = "default" }, Rows.Noon.AddDays(-1), Rows.Noon.AddDays(1)) { By = UsageGroup.User, Most = 2 };
        var sums = new UsageSums(test.Database);

        (await sums.SumAsync(query, default)).Select(sum => sum.Key).ShouldBe(["user30", "user20"]);
        (await sums.SumAsync(query with { Order = UsageOrder.Tokens }, default)).Select(sum => sum.Key).ShouldBe(["user10", "user20"]);
    }

    private static async Task EachAsync(UsageStore store, IEnumerable<IReadOnlyList<UsageRow>> batches)
    {
        foreach (var batch in batches)
        {
            await store.AppendAsync(batch, default);
        }
    }

    private static async Task ShouldAgreeAsync(TestDatabase test, List<UsageRow> rows)
    {
        var form = test.Database.Form;
        string Name(DbDataReader row) => string.Join('|', Enumerable.Range(2, 8).Select(row.GetString).Prepend(form.ReadInstant(row.GetValue(1)).ToString("O")).Prepend(row.GetString(0)));
        Task<IReadOnlyList<(string Name, Ledger Figures)>> ReadAsync(string user, string table) => test.Database.RowsAsync(
            $"SELECT granularity, bucket, tenant_id, service, {user}, feature, team, model_id, provider_id, api_key_id, attempts, requests, failed + timedout + refused + truncated + lost, "
                + $"cached, adjusted, prompt_tokens, completion_tokens, cost_nusd, saved_nusd, estimated_tokens, estimated_nusd, unpriced FROM {table}",
            null,
            row => (Name(row), new Ledger([.. Enumerable.Range(10, 12).Select(place => SqlForm.ReadLong(row.GetValue(place)))])),
            default);
        var latencies = await test.Database.RowsAsync(
            "SELECT granularity, bucket, latency_bucket, SUM(calls) FROM usage_latencies GROUP BY 1, 2, 3",
            null,
            row => ((row.GetString(0), form.ReadInstant(row.GetValue(1)), (int)SqlForm.ReadLong(row.GetValue(2))), SqlForm.ReadLong(row.GetValue(3))),
            default);

        var both = rows.SelectMany(row => new[] { ("hour", At(row, UsageInterval.Hour)!.Value, row), ("day", At(row, UsageInterval.Day)!.Value, row) }).ToList();
        foreach (var (user, table) in new[] { ("user_id", "usage_rollups"), ("''", "usage_totals") })
        {
            var tells = table == "usage_rollups";
            (await ReadAsync(user, table)).ToDictionary(one => one.Name, one => one.Figures).ShouldBe(
                both.GroupBy(one => string.Join('|', one.Item1, one.Item2.ToString("O"), one.row.Tenant, one.row.Service, tells ? one.row.UserId : null, one.row.Feature, one.row.Team, one.row.Model, one.row.Provider, one.row.ApiKeyId))
                    .ToDictionary(group => group.Key, group => Ledger.Of(group.Select(one => one.row))),
                ignoreOrder: true,
                table);
        }

        await Margins.ShouldAgreeAsync(test, rows);
        latencies.ToDictionary(one => one.Item1, one => one.Item2).ShouldBe(
            both.Where(one => IsTimed(one.row)).GroupBy(one => (one.Item1, one.Item2, TimeBuckets.Of(TimeSpan.FromMilliseconds(one.row.LatencyMs)))).ToDictionary(group => group.Key, group => group.LongCount()),
            ignoreOrder: true);
    }

    private static bool IsTimed(UsageRow row) => row.Outcome is not (Outcome.Running or Outcome.Lost or Outcome.Adjusted) && row.Door != "report";

    private static bool Fits(UsageRow row, UsageSumQuery query)
    {
        static bool Among(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || wanted.Contains(value);
        var wanted = query.Rows;
        return row.Tenant == wanted.Tenant && row.OccurredAt >= query.From && row.OccurredAt < query.To && Among(wanted.Services, row.Service) && Among(wanted.Users, row.UserId)
            && Among(wanted.Features, row.Feature) && Among(wanted.Models, row.Model) && Among(wanted.Keys, row.ApiKeyId) && (wanted.Outcomes.Count == 0 || wanted.Outcomes.Contains(row.Outcome));
    }

    private static string KeyOf(UsageRow row, UsageGroup? by) => by is not { } told ? "" : told switch
    {
        UsageGroup.Service => row.Service,
        UsageGroup.User => row.UserId,
        UsageGroup.Feature => row.Feature,
        UsageGroup.Team => row.Team,
        UsageGroup.Model => row.Model,
        UsageGroup.Provider => row.Provider,
        UsageGroup.Key => row.ApiKeyId,
        UsageGroup.Prompt => "",
    } ?? "";

    private static DateTimeOffset? At(UsageRow row, UsageInterval? every) => every switch
    {
        UsageInterval.Hour => new DateTimeOffset(row.OccurredAt.UtcTicks - (row.OccurredAt.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero),
        UsageInterval.Day => new DateTimeOffset(row.OccurredAt.UtcDateTime.Date, TimeSpan.Zero),
        _ => null,
    };

    private static UsageStore Store(TestDatabase test) => test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
