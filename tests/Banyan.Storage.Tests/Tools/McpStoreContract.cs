using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Gateway.Tools.Mcp;
using Banyan.Storage.Tools;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Tools;

/// <summary>What stores of MCP servers, mixed turns and notifications must do, on both databases.</summary>
public sealed class McpStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_server_keeps_what_listing_found_when_a_person_changes_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new McpStore(test.Database);
        var server = (await store.PutAsync(Server("crm"), default))!;
        server.Revision.ShouldBe(1);
        McpDefinition[] first = [new(server.Id, "find", """{"name":"find"}""", "aa", true), new(server.Id, "find", """{"name":"find","x":1}""", "bb", false)];
        (await store.ReplaceAsync(server, "one", first, default)).ShouldBeTrue();
        (await store.ReplaceAsync(server, "two", [], default)).ShouldBeFalse("somebody was first");
        await store.NoteAsync("default", server.Id, Rows.Noon.AddMinutes(1), "401", default);
        var changed = (await store.PutAsync(server with { IsTrusted = true, UpdatedBy = "eve" }, default))!;
        changed.ShouldBe(server with { IsTrusted = true, UpdatedBy = "eve", Revision = 2, ToolsHash = "one", Problem = "401", LastListedAt = Rows.Noon.AddMinutes(1) });
        (await store.DefinitionsAsync("default", default)).ShouldBe(first, ignoreOrder: true);
        (await store.PutAsync(Server("other") with { Prefix = "crm" }, default)).ShouldBeNull();
        (await store.RemoveAsync("other", server.Id, default)).ShouldBeFalse();
        (await store.RemoveAsync("default", server.Id, default)).ShouldBeTrue();
        (await store.DefinitionsAsync("default", default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_mixed_turn_is_found_by_each_of_its_calls_until_it_expires(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new MixedTurns(test.Database);
        await store.SaveAsync("default", ["a", "b"], "turn", Rows.Noon.AddHours(1), default);
        await store.SaveAsync("default", ["b"], "turn 2", Rows.Noon.AddHours(2), default);
        var found = await store.FindAsync("default", ["a", "b", "c"], default);
        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ShouldBe(["turn", "turn 2"]);
        (await store.FindAsync("other", ["a"], default)).ShouldBeEmpty();
        (await store.ExpireAsync(Rows.Noon.AddHours(1), default)).ShouldBe(1);
        (await store.FindAsync("default", ["a"], default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_notification_goes_out_once_and_ten_a_minute_at_most(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var ledger = new NotificationLedger(test.Database);
        var rights = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => ledger.TakeAsync("default", "shop", $"n{i % 14}", Rows.Noon, default))));
        rights.Count(right => right == NotificationRight.Granted).ShouldBe(10);
        (await ledger.TakeAsync("default", "other", "n99", Rows.Noon, default)).ShouldBe(NotificationRight.Granted);
        (await ledger.TakeAsync("default", "shop", "n99", Rows.Noon.AddMinutes(2), default)).ShouldBe(NotificationRight.Repeated);
        await ledger.ReturnAsync("default", "n99", default);
        (await ledger.TakeAsync("default", "shop", "n99", Rows.Noon.AddMinutes(2), default)).ShouldBe(NotificationRight.Granted);
        (await ledger.PruneAsync(Rows.Noon.AddMinutes(1), default)).ShouldBe(10);
    }

    private static McpServer Server(string name) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon.AddMilliseconds(Random.Shared.Next(1, 1_000_000))),
        Tenant = "default",
        Name = name,
        Url = "https://crm.example/mcp",
        AuthRef = "crm",
        Prefix = name,
        CreatedAt = Rows.Noon,
        UpdatedAt = Rows.Noon,
        UpdatedBy = "admin",
    };
}
