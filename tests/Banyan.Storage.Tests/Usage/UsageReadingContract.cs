using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Whichever table a report is read from, it says what the rows say, on both databases.</summary>
public sealed class UsageReadingContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string, int> Runs => new(
        from kind in new[] { "sqlite", "postgres" }
        from seed in new[] { 11, 12 }
        select new TheoryDataRow<string, int>(kind, seed));

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    private static UsageQuery All => new() { Tenant = "default" };

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Figures_of_groups_over_weeks_are_those_of_the_rows_whatever_is_left_out(string kind, int seed)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rows = OverWeeks(seed);
        await Store(test).AppendAsync(rows, default);
        var (sums, random) = (new UsageSums(test.Database), new RandomUsage(seed + 100));
        UsageQuery[] filters =
        [
            All, All with { Services = ["one"] }, All with { Features = ["two"] }, All with { Users = ["one"] }, All with { Models = ["lab/one"], Teams = ["one"] }, All with { Services = ["two"], Features = ["one", "three"] },
            All with { Outcomes = [Outcome.Succeeded] }, All with { Outcomes = [Outcome.Succeeded, Outcome.Adjusted], Services = ["one"] }, All with { Outcomes = [Outcome.Failed, Outcome.Lost] },
        ];
        UsageGroup?[] groups = [null, UsageGroup.User, UsageGroup.Service, UsageGroup.Model, UsageGroup.User, UsageGroup.Feature, UsageGroup.Key, UsageGroup.Team];
        for (var i = 0; i < filters.Length * groups.Length; i++)
        {
            var (one, other) = (random.Instant(), random.Instant().AddDays(i % 40));
            var (from, to) = one < other ? (one, other) : (other, one);
            var query = new UsageSumQuery(filters[i % filters.Length], from, to) { By = groups[i / filters.Length], Every = (i % 4) switch { 1 => UsageInterval.Hour, 2 => UsageInterval.Day, _ => null }, IsBrief = true };

            var found = await sums.SumAsync(query, default);

            var expected = rows.Where(row => Fits(row, query.Rows) && row.OccurredAt >= from && row.OccurredAt < to).GroupBy(row => (KeyOf(row, query.By), At(row, query.Every)))
                .ToDictionary(group => group.Key, group => Brief(group)).Where(group => group.Value != default);
            found.Select(sum => ((sum.Key, sum.At), Brief: (sum.Totals.Requests, sum.Totals.Errors, sum.Totals.Tokens, sum.Totals.CostNanoUsd, sum.Totals.SavedNanoUsd)))
                .Where(sum => sum.Brief != default).ToDictionary(sum => sum.Item1, sum => sum.Brief).ShouldBe(expected, ignoreOrder: true, $"{query}");
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Times_are_those_of_the_rows_whatever_is_told_apart_or_left_out(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rows = OverWeeks(13);
        await Store(test).AppendAsync(rows, default);
        var (from, to) = (RandomUsage.First.AddMinutes(17), RandomUsage.First.AddDays(11).AddMinutes(31));
        foreach (var (filter, by) in new (UsageQuery, UsageGroup?)[]
        {
            (All, null), (All, UsageGroup.Service), (All, UsageGroup.Feature), (All with { Models = ["lab/one"] }, null), (All with { Services = ["one"] }, UsageGroup.Model), (All, UsageGroup.Key),
            (All with { Outcomes = [Outcome.Succeeded, Outcome.Failed] }, UsageGroup.Service), (All with { Outcomes = [Outcome.Cancelled] }, null),
        })
        {
            foreach (var every in new[] { UsageInterval.Hour, UsageInterval.Day })
            {
                var found = await new UsageSums(test.Database).LatenciesAsync(new UsageSumQuery(filter, from, to) { By = by, Every = every }, default);

                found.GroupBy(count => (count.Key, count.At, count.Bucket)).ToDictionary(same => same.Key, same => same.Sum(count => count.Calls)).ShouldBe(
                    rows.Where(row => Fits(row, filter) && row.OccurredAt >= from && row.OccurredAt < to && row.Outcome is not (Outcome.Running or Outcome.Lost or Outcome.Adjusted) && row.Door != "report")
                        .GroupBy(row => (KeyOf(row, by), At(row, every)!.Value, TimeBuckets.Of(TimeSpan.FromMilliseconds(row.LatencyMs)))).ToDictionary(same => same.Key, same => same.LongCount()),
                    ignoreOrder: true,
                    $"{filter} by {by} every {every}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pages_of_what_is_rare_or_not_there_hold_every_row_that_fits_and_end(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rows = OverWeeks(14).DistinctBy(row => row.Id).ToList();
        var store = Store(test);
        await store.AppendAsync(rows, default);
        var middle = RandomUsage.First.AddDays(6).AddHours(7);
        foreach (var filter in new[]
        {
            All with { Models = ["lab/one"] }, All with { Teams = ["one"] }, All with { Services = ["one"], Features = ["two"] }, All with { Keys = ["key1"] }, All with { Models = ["lab/nothing"] }, All with { Teams = ["nobody"] },
            All with { Models = ["lab/two"], From = middle }, All with { Models = ["lab/two"], To = middle }, All with { Models = ["lab/two"], From = middle.AddDays(-2), To = middle }, All with { Outcomes = [Outcome.Failed] },
            All with { Features = ["three"] }, All with { Users = ["one"], Models = ["lab/one"] },
        })
        {
            var (seen, query) = (new List<Guid>(), filter with { First = 7 });
            while (true)
            {
                var page = await store.PageAsync(query, default);
                seen.AddRange(page.Rows.Select(row => row.Id));
                if (!page.HasMore)
                {
                    break;
                }

                query = query with { After = (page.Rows[^1].OccurredAt, page.Rows[^1].Id) };
            }

            seen.ShouldBe(
                rows.Where(row => Fits(row, filter) && (filter.From is null || row.OccurredAt >= filter.From) && (filter.To is null || row.OccurredAt < filter.To))
                    .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id.ToString("D"), StringComparer.Ordinal).Select(row => row.Id),
                $"{filter}");
        }
    }

    // Four times three days, a week apart from one another.
    private static List<UsageRow> OverWeeks(int seed) => [.. Enumerable.Range(0, 4).SelectMany(week => new RandomUsage((seed * 10) + week).Rows(150).Select(row => row with { OccurredAt = row.OccurredAt.AddDays(week * 9) }))];

    private static (long Requests, long Errors, long Tokens, long Cost, long Saved) Brief(IEnumerable<UsageRow> rows) =>
    (
        rows.Count(row => row.AttemptNo == 1 && row.Outcome != Outcome.Adjusted), rows.Count(row => row.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Refused or Outcome.Truncated or Outcome.Lost),
        rows.Sum(row => row.Usage.Total), rows.Sum(row => row.CostNanoUsd ?? 0), rows.Sum(row => row.SavedNanoUsd)
    );

    private static bool Fits(UsageRow row, UsageQuery wanted)
    {
        static bool Among(IReadOnlyList<string> names, string? value) => names.Count == 0 || names.Contains(value);
        return row.Tenant == wanted.Tenant && Among(wanted.Services, row.Service) && Among(wanted.Users, row.UserId) && Among(wanted.Features, row.Feature) && Among(wanted.Teams, row.Team)
            && Among(wanted.Models, row.Model) && Among(wanted.Keys, row.ApiKeyId) && (wanted.Outcomes.Count == 0 || wanted.Outcomes.Contains(row.Outcome));
    }

    private static string KeyOf(UsageRow row, UsageGroup? by) => by switch
    {
        UsageGroup.Service => row.Service,
        UsageGroup.User => row.UserId,
        UsageGroup.Feature => row.Feature,
        UsageGroup.Team => row.Team,
        UsageGroup.Model => row.Model,
        UsageGroup.Key => row.ApiKeyId,
        _ => "",
    } ?? "";

    private static DateTimeOffset? At(UsageRow row, UsageInterval? every) => every switch
    {
        UsageInterval.Hour => new DateTimeOffset(row.OccurredAt.UtcTicks - (row.OccurredAt.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero),
        UsageInterval.Day => new DateTimeOffset(row.OccurredAt.UtcDateTime.Date, TimeSpan.Zero),
        _ => null,
    };

    private static UsageStore Store(TestDatabase test) => test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
