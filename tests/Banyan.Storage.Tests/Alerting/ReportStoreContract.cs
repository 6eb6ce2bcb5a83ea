using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>What a tenant spent on a day, told once, on both databases.</summary>
public sealed class ReportStoreContract(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Day = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), Morning = Day.AddDays(1).AddMinutes(5);
    private readonly FakeClock _clock = new(Morning);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tenants_day_is_told_once_however_many_nodes_tell_it_with_what_services_and_features_spent(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var (hook, deaf, foreign) = (WebhookBench.Hook(1, EventTypes.ReportDaily), WebhookBench.Hook(2, EventTypes.KeyRevoked), WebhookBench.Hook(3, "*") with { Tenant = "other" });
        await bench.AddAsync(hook);
        await bench.AddAsync(deaf);
        await bench.Store.AddAsync(foreign, WebhookBench.Secret, bench.Act() with { Tenant = "other" }, default);
        await Usage(test).AppendAsync(
            [
                Spent(1, "billing", "search – ü", 1_500_000_000), Spent(2, "billing", null, 500_000_000), Spent(3, "crm", "search – ü", 250_000_001),
                Spent(4, "crm", null, 99) with { OccurredAt = Day.AddTicks(-10) }, Spent(5, "crm", null, 77) with { OccurredAt = Day.AddDays(1) },
                Spent(6, "crm", null, null), Spent(7, "else", null, 5) with { Tenant = "other" },
            ],
            default);

        var nodes = new[] { new ReportStore(test.Database), new ReportStore(test.Database), new ReportStore(test.Database), new ReportStore(test.Database) };
        (await nodes[0].DueAsync(Day, default)).ShouldBe(["default", "other"]);
        (await Task.WhenAll(nodes.Select(node => Task.Run(() => node.TellAsync("default", Day, Morning, default))))).Count(told => told).ShouldBe(1);
        (await nodes[0].DueAsync(Day, default)).ShouldBe(["other"]);

        var row = (await bench.LogAsync(hook)).ShouldHaveSingleItem();
        row.Event.ShouldBe("report.daily");
        (await bench.LogAsync(deaf)).ShouldBeEmpty();
        JsonElement.Parse(row.Payload).GetProperty("data").GetRawText().ShouldBe(JsonSerializer.Serialize(new
        {
            day = "2026-11-21",
            requests = 4,
            tokens = 12,
            costUsd = "2.250000001",
            unpriced = 1,
            services = new[] { new { service = "billing", requests = 2, tokens = 3, costUsd = "2.00" }, new { service = "crm", requests = 2, tokens = 9, costUsd = "0.250000001" } },
            features = new[] { new { feature = "search – ü", requests = 2, tokens = 4, costUsd = "1.750000001" } },
        }));

        (await nodes[1].TellAsync("other", Day, Morning, default)).ShouldBeTrue();
        JsonElement.Parse((await bench.LogAsync(foreign)).ShouldHaveSingleItem().Payload).GetProperty("data").GetProperty("costUsd").GetString().ShouldBe("0.000000005");
        (await nodes[2].DueAsync(Day, default)).ShouldBeEmpty();
        (await nodes[2].DueAsync(Day.AddDays(1), default)).ShouldBe(["default", "other"], "another day");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_spent_nothing_is_told_so_and_a_webhook_made_afterwards_is_not_told_of_the_day(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var store = new ReportStore(test.Database);
        var hook = WebhookBench.Hook(1, EventTypes.ReportDaily) with { CreatedAt = Day.AddDays(1) };
        await bench.AddAsync(hook);
        (await store.DueAsync(Day, default)).ShouldBeEmpty();
        (await store.DueAsync(Day.AddDays(1), default)).ShouldBe(["default"]);
        (await store.TellAsync("default", Day.AddDays(1), Morning.AddDays(1), default)).ShouldBeTrue();
        JsonElement.Parse((await bench.LogAsync(hook)).ShouldHaveSingleItem().Payload).GetProperty("data").GetRawText()
            .ShouldBe("""{"day":"2026-11-22","requests":0,"tokens":0,"costUsd":"0.00","unpriced":0,"services":[],"features":[]}""");
    }

    private static UsageRow Spent(int number, string service, string? feature, long? nanoUsd) =>
        Rows.One(number) with { AttemptNo = 1, Service = service, Feature = feature, CostNanoUsd = nanoUsd, OccurredAt = Rows.Noon.AddSeconds(number) };

    private static UsageStore Usage(TestDatabase test) => test.Database is PostgresDatabase ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
}
