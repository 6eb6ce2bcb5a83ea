using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running;

/// <summary>An operator's word on a write nobody could say was done.</summary>
public sealed class OutcomeDecisionTests
{
    private static readonly Caller Operator = new() { Tenant = "t", Service = "ops", KeyId = "op1", Grants = Grants.All };
    private readonly Cluster _cluster = new(new FakeClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
    private readonly ScriptedBackends _backends = new();

    [Theory]
    [InlineData(true, "succeeded", "succeeded")]
    [InlineData(false, "partial", "failed")]
    public async Task It_stands_in_the_journal_and_the_run_stands_as_if_it_had_ended_so(bool happened, string run, string step)
    {
        var id = await DoubtfulAsync();

        var (shown, failure) = await Decision().DecideAsync(Operator, (id, "s2", happened), "the shop's own list says so", default);

        failure.ShouldBeNull();
        shown!.Value.GetProperty("status").GetString().ShouldBe(run);
        shown.Value.GetProperty("steps").EnumerateArray().Select(one => one.GetProperty("status").GetString()).ShouldBe(["succeeded", step]);
        shown.Value.GetProperty("endedAt").ValueKind.ShouldBe(JsonValueKind.String);
        var events = _cluster.Journal.EventsOf(id);
        (events[^1].Kind, events[^1].Data.GetProperty("by").GetString()).ShouldBe((EventKinds.OutcomeResolved, "key:op1"));
        RunWords.Of(RunFold.Of(events).Ended["s2"].Status).ShouldBe(step);
        _backends.Calls.Count.ShouldBe(2, "nothing is sent again");
        (await _cluster.Journal.FindAsync("t", id, default)).ShouldNotBeNull().Status.ShouldBe(run);
    }

    [Fact]
    public async Task It_is_said_once_of_what_is_unknown_by_the_runs_own_tenant_and_for_a_reason()
    {
        var id = await DoubtfulAsync();
        (await CodeAsync(Operator with { Tenant = "other" }, id, "s2")).ShouldBe("not_found");
        (await CodeAsync(Operator, "none", "s2")).ShouldBe("not_found");
        (await CodeAsync(Operator, id, "s1")).ShouldBe("conflict", "it is known");
        (await CodeAsync(Operator, id, "s9")).ShouldBe("conflict");
        (await CodeAsync(Operator, id, "s2", " ")).ShouldBe("invalid_request");
        (await CodeAsync(Operator, id, "s2")).ShouldBeNull();
        (await CodeAsync(Operator, id, "s2")).ShouldBe("conflict", "it is known now");
    }

    [Fact]
    public async Task A_run_under_way_is_left_alone()
    {
        await using var node = new Node(_cluster, Made.Of(Made.Read("orders.get")), _backends);
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();

        (await CodeAsync(Operator, begun.Run.Id, "s1")).ShouldBe("conflict");
    }

    private async Task<string> DoubtfulAsync()
    {
        await using var node = new Node(_cluster, Made.Of(Made.Read("orders.get"), Made.Write("orders.cancel")), _backends);
        _backends.Does = (call, _) => new(call.IdempotencyKey is null ? ScriptedBackends.Ok("{}") : ScriptedBackends.TimedOut);
        var outcome = await node.RunAsync([Texts.Step("s1", "orders.get"), Texts.Step("s2", "orders.cancel")]);
        outcome.Scope.Ended["s2"].Status.ShouldBe(StepStatus.UnknownOutcome);
        return outcome.Scope.RunId;
    }

    private async Task<string?> CodeAsync(Caller by, string run, string step, string reason = "looked") => (await Decision().DecideAsync(by, (run, step, true), reason, default)).Failure?.Code;

    private OutcomeDecision Decision() => new(_cluster.Journal, _cluster.Journal, (_cluster.Clock, new RunningOptions()));
}
