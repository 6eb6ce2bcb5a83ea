using Banyan.Gateway.Spine;
using Banyan.Storage.Budgets;
using Banyan.Storage.Postgres;
using Banyan.Storage.Spool;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Budgets;

/// <summary>Sums of the ledger for budgets, on both databases.</summary>
public sealed class LedgerSumsContract(PostgresFixture postgres)
{
    private static readonly Guid OneSlice = Guid.CreateVersion7(), AnotherSlice = Guid.CreateVersion7();
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_exchange_counts_in_the_period_it_arrived_in_whenever_its_attempts_began(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var folder = new TempFolder();
        using var file = new SpoolFile(new SpoolFolder(folder.File("spool")));
        var store = kind == "postgres" ? (Banyan.Storage.Usage.UsageStore)new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
        using var drain = new SpoolDrain(new UsageSpool(file, isStrict: false), store, new RefusedRows(folder.Path), _clock, NullLogger<SpoolDrain>.Instance);
        var sums = new LedgerSums(test.Database, drain);
        var day = BudgetLines.Day;
        UsageRow Row(int number, DateTimeOffset arrived, DateTimeOffset began) =>
            Rows.One(number, Guid.CreateVersion7(arrived)) with { OccurredAt = began, UserId = "ada", Feature = "f", Team = "red", CostNanoUsd = 1L << number };
        await store.AppendAsync(
            [
                Row(1, day.AddMilliseconds(-1), day.AddSeconds(1)),
                Row(2, day, day.AddSeconds(1)) with { BudgetSlice = OneSlice },
                Row(3, day.AddHours(5), day.AddHours(5)) with { Service = "other" },
                Row(4, day.AddDays(1).AddMilliseconds(-1), day.AddDays(1).AddSeconds(9)) with { BudgetSlice = AnotherSlice },
                Row(5, day.AddDays(1), day.AddDays(1)),
                Row(6, day.AddHours(1), day.AddHours(1)) with { Tenant = "another" },
                Row(7, day.AddHours(1), day.AddHours(1)) with { CostNanoUsd = null },
                Row(8, day.AddHours(2), day.AddHours(2)) with { UserId = "Ada", Feature = "F", Team = "Red" },
                Row(9, day.AddHours(2), day.AddHours(2)) with { UserId = "ada2", Feature = "ff", Team = "Red" },
            ],
            default);

        foreach (var (scope, id, sum) in new[]
        {
            (BudgetScope.Global, "*", 4L + 8 + 16 + 256 + 512), (BudgetScope.Service, "billing", 4 + 16 + 256 + 512), (BudgetScope.Service, "nobody", 0),
            (BudgetScope.User, "ada", 4 + 8 + 16 + 256), (BudgetScope.User, "nobody", 0), (BudgetScope.Feature, "f", 28 + 256), (BudgetScope.Feature, "ff", 512),
            (BudgetScope.Team, "red", 28), (BudgetScope.Key, "Ab12Cd34", 28 + 256 + 512),
        })
        {
            var line = BudgetLines.Of("b", 1, id);
            (await sums.SpentAsync(line with { Rule = line.Rule with { Scope = scope } }, default)).ShouldBe(sum, $"{scope} {id}");
        }

        var all = BudgetLines.Of("b", 1, "red");
        (await sums.SpentBesideAsync(all with { Rule = all.Rule with { Scope = BudgetScope.Team } }, [OneSlice, Guid.CreateVersion7()], default)).ShouldBe(28 - 4);

        var spenders = new LedgerSpenders(test.Database, drain);
        foreach (var (scope, told) in new[]
        {
            (BudgetScope.Service, new[] { ("billing", 4L + 16 + 256 + 512), ("other", 8) }), (BudgetScope.User, [("ada2", 512), ("ada", 28 + 256)]),
            (BudgetScope.Feature, [("ff", 512), ("f", 28 + 256)]), (BudgetScope.Team, [("Red", 256 + 512), ("red", 28)]), (BudgetScope.Key, [("Ab12Cd34", 28 + 256 + 512)]),
        })
        {
            var line = BudgetLines.Of("b", 1, "*");
            (await spenders.OfAsync(line.Rule with { Scope = scope }, line.Span, 9, default)).ShouldBe(told, $"{scope}");
        }

        (await spenders.OfAsync(BudgetLines.Of("b", 1, "*").Rule, BudgetLines.Of("b", 1).Span, 1, default)).Count.ShouldBe(1);
    }
}
