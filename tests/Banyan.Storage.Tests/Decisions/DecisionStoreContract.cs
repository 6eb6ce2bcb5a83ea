using Banyan.Gateway.Spine;
using Banyan.Intents.Settings.Deciding;
using Banyan.Storage.Audit;
using Banyan.Storage.Decisions;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Decisions;

/// <summary>What operators decided and the log of it, on both databases.</summary>
public sealed class DecisionStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_last_decision_on_a_thing_is_in_force_and_every_act_is_kept(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new DecisionStore(test.Database);
        var audit = new AuditStore(test.Database);
        var first = new OperatorDecision(DecisionKind.Stage, "orders.get", "shadow", "key:Ab12Cd34", "look first", Rows.Noon);
        var last = first with { Value = "canary:25", Reason = "looks well – los", At = Rows.Noon.AddMinutes(1) };
        var other = new OperatorDecision(DecisionKind.Approval, "orders.get", "sha256:1", "key:Ab12Cd34", "", Rows.Noon);

        await store.PutAsync(first, Act(1), default);
        await store.PutAsync(other, Act(2), default);
        await store.PutAsync(last, Act(3) with { Detail = "{\"before\": \"shadow\"}" }, default);

        (await store.ReadAsync(default)).OrderBy(one => one.Kind).ShouldBe([last, other]);
        var acts = await audit.PageAsync("default", 2, null, default);
        acts.Select(act => act.Action).ShouldBe(["act3", "act2"]);
        acts[0].Detail.ShouldBe("{\"before\": \"shadow\"}");
        (await audit.PageAsync("default", 5, (acts[1].At, acts[1].Id), default)).ShouldBe([Act(1)]);
        (await audit.PageAsync("other", 5, null, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_act_that_cannot_be_kept_takes_its_decision_with_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new DecisionStore(test.Database);
        var decision = new OperatorDecision(DecisionKind.Stage, "orders.get", "shadow", "key:Ab12Cd34", "", Rows.Noon);

        await Should.ThrowAsync<Exception>(store.PutAsync(decision, Act(1) with { Decision = "no such word" }, default));

        (await store.ReadAsync(default)).ShouldBeEmpty();
    }

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "default",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
        Target = "intent:orders.get",
    };
}
