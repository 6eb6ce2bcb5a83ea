using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Storage.Audit;
using Banyan.Storage.Switches;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Switches;

/// <summary>What operators stopped, on both databases.</summary>
public sealed class SwitchStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_switch_of_one_scope_is_thrown_anew_and_taken_back_by_its_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new SwitchStore(test.Database);
        var first = new KillSwitch(new Guid(1, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), "default", SwitchScope.Feature, "autocomplete", false, "a loop", "key:Ab12Cd34", Rows.Noon, null);
        var again = first with { CutsStreams = true, Reason = "still – 循環", SetAt = Rows.Noon.AddSeconds(1), ExpiresAt = Rows.Noon.AddHours(1) };
        var other = first with { Id = new Guid(2, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), Tenant = "other" };

        await store.PutAsync(first, Act(1), default);
        await store.PutAsync(again, Act(2), default);
        await store.PutAsync(other, Act(3), default);

        (await store.ReadAsync(default)).Kills.ShouldBe([other, again]);
        (await store.RemoveAsync("other", first.Id, Act(4), default)).ShouldBeFalse();
        (await store.RemoveAsync("default", first.Id, Act(5), default)).ShouldBeTrue();
        (await store.ReadAsync(default)).Kills.ShouldBe([other]);
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["act5", "act3", "act2", "act1"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Direct_mode_is_on_until_it_is_switched_off(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new SwitchStore(test.Database);
        var mode = new DirectMode("default", "an outage", "key:Ab12Cd34", Rows.Noon, Rows.Noon.AddHours(1));

        await store.DirectAsync("default", mode, Act(1), default);
        await store.DirectAsync("default", mode with { ExpiresAt = null }, Act(2), default);
        (await store.ReadAsync(default)).Direct.ShouldBe([mode with { ExpiresAt = null }]);
        await store.DirectAsync("default", null, Act(3), default);
        (await store.ReadAsync(default)).Direct.ShouldBeEmpty();
    }

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "default",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
        Target = "feature:autocomplete",
    };
}
