using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Storage.Completions;
using Banyan.Storage.Postgres;
using Banyan.Storage.Tools;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Tools;

/// <summary>What every log of executions must do, on both databases.</summary>
public sealed class ToolLogContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Executions_come_back_newest_first_and_page_by_page(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var log = new ToolLog(test.Database);
        var all = Enumerable.Range(0, 5).Select(i => Row(i)).ToList();
        foreach (var row in all.Concat(all))
        {
            await log.WriteAsync(row, default);
        }

        var page = await log.ListAsync(new ToolLogQuery("default", 2), default);
        page.Select(row => row.CallId).ShouldBe(["call_4", "call_3"]);
        var next = await log.ListAsync(new ToolLogQuery("default", 9) { Before = page[^1].Id }, default);
        next.Select(row => row.CallId).ShouldBe(["call_2", "call_1", "call_0"]);
        (page[0] with { Input = null, Output = null }).ShouldBe(all[4] with { Input = null, Output = null });
        page[0].Input!.Value.GetRawText().ShouldBe("""{"n":1.10}""");
        (await log.ListAsync(new ToolLogQuery("other", 9), default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task They_are_found_by_tool_exchange_and_service_and_counted(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var log = new ToolLog(test.Database);
        var one = Row(1) with { Tool = "uuid_generate", Status = ToolStatus.Timeout, Error = "too slow", Service = "billing" };
        await log.WriteAsync(Row(0), default);
        await log.WriteAsync(one, default);
        await log.WriteAsync(Row(2) with { Status = ToolStatus.Denied, ToolId = null }, default);
        (await log.ListAsync(new ToolLogQuery("default", 9) { Tool = "uuid_generate" }, default)).ShouldHaveSingleItem().Error.ShouldBe("too slow");
        (await log.ListAsync(new ToolLogQuery("default", 9) { RequestId = one.RequestId }, default)).ShouldHaveSingleItem().Id.ShouldBe(one.Id);
        (await log.ListAsync(new ToolLogQuery("default", 9) { Service = "billing" }, default)).ShouldHaveSingleItem();
        var counts = await log.CountAsync("default", Rows.Noon.AddMinutes(-1), default);
        counts.Count.ShouldBe(2);
        counts[one.ToolId!.Value].ShouldBe(new ToolCounts(1, 1));
        (await log.CountAsync("default", Rows.Noon.AddHours(1), default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Those_of_later_turns_are_found_by_the_ask_that_began_them(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (log, first, later) = (new ToolLog(test.Database), Row(1), Row(2));
        CompletionRow Turn(Guid id, Guid? parent) => new()
        {
            Id = id,
            ParentId = parent,
            At = Rows.Noon,
            Tenant = "default",
            Service = "tests",
            KeyId = "k",
            Door = "graphql",
            Dialect = "openai-chat",
            Operation = "chat",
            ModelPreference = "",
            Outcome = Outcome.Succeeded,
        };
        await new CompletionStore(test.Database).AppendAsync([Turn(first.RequestId!.Value, null), Turn(later.RequestId!.Value, first.RequestId)], default);
        foreach (var row in new[] { first, later, Row(3) })
        {
            await log.WriteAsync(row, default);
        }

        var query = new ToolLogQuery("default", 9) { RequestId = first.RequestId };
        (await log.ListAsync(query with { WithTurns = true }, default)).Select(row => row.CallId).ShouldBe(["call_2", "call_1"]);
        (await log.ListAsync(query, default)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Old_ones_are_forgotten(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var log = new ToolLog(test.Database);
        await log.WriteAsync(Row(0), default);
        await log.WriteAsync(Row(9), default);
        (await log.PruneAsync(Rows.Noon.AddSeconds(5), default)).ShouldBe(1);
        (await log.ListAsync(new ToolLogQuery("default", 9), default)).ShouldHaveSingleItem().CallId.ShouldBe("call_9");
    }

    [Fact]
    public async Task PostgreSQL_keeps_them_in_monthly_partitions()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var partitions = new Partitions(test.Database, _clock);
        (await partitions.EnsureAsync(default)).ShouldBe(0);
        await new ToolLog(test.Database).WriteAsync(Row(0), default);
        (await partitions.EnsureAsync(default)).ShouldBe(0);
    }

    private static ToolExecution Row(int second) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon.AddSeconds(second)),
        Tenant = "default",
        RequestId = Guid.CreateVersion7(Rows.Noon.AddSeconds(second)),
        ToolId = Guid.CreateVersion7(Rows.Noon),
        Tool = "calculate",
        Service = "tests",
        User = "ada",
        CallId = $"call_{second}",
        Turn = 1,
        Input = ToolStoreContract.Json("""{"n":1.10}"""),
        Output = ToolStoreContract.Json("3"),
        Status = ToolStatus.Ok,
        Attempts = 1,
        LatencyMs = 12,
        ExecutedAt = Rows.Noon.AddSeconds(second),
    };
}
