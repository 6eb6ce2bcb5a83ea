using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Usage;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Attempts counted by how long they took, on both databases.</summary>
public sealed class PaceStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Attempts_are_counted_by_model_end_and_time_since_an_instant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        IUsageStore ledger = kind == "postgres" ? new PostgresUsageStore(test.Database) : new SqliteUsageStore(test.Database);
        await ledger.AppendAsync(
            [
                Row(1, 120), Row(2, 120), Row(3, 4_567), Row(4, 56_789),
                Row(5, 900) with { Outcome = Outcome.TimedOut }, Row(6, 30) with { Outcome = Outcome.Failed },
                Row(7, 40) with { Outcome = Outcome.Cancelled }, Row(8, 50) with { Outcome = Outcome.Refused }, Row(9, 60) with { Model = null, Provider = null },
                Row(10, 70) with { Model = "lab/other" }, Row(11, 80) with { Tenant = "other" }, Row(12, 90) with { OccurredAt = Rows.Noon.AddDays(-2) },
            ],
            default);

        (await new PaceStore(test.Database).CountAsync("default", Rows.Noon.AddDays(-1), default)).ShouldBe(
        [
            new PaceCount("lab", "lab/other", false, 70, 1),
            new PaceCount("lab", "lab/up", false, 120, 2), new PaceCount("lab", "lab/up", false, 4_560, 1), new PaceCount("lab", "lab/up", false, 56_700, 1),
            new PaceCount("lab", "lab/up", true, 30, 1), new PaceCount("lab", "lab/up", true, 900, 1),
        ]);
    }

    private static UsageRow Row(int number, int latency) => Rows.One(number) with { Provider = "lab", Model = "lab/up", LatencyMs = latency };
}
