using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running;

public sealed class RunRecoveryTests
{
    private readonly FakeClock _clock = new();
    private readonly Cluster _cluster;
    private readonly ScriptedBackends _backends = new();

    public RunRecoveryTests() => _cluster = new Cluster(_clock);

    [Fact]
    public async Task A_run_whose_node_died_before_its_plan_is_handed_to_the_flow_without_an_outcome()
    {
        await using var dead = Shop();
        await dead.BeginAsync();
        dead.Life.Die();
        await using var next = Shop();
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
        next.Continuation.Finished.ShouldHaveSingleItem().Outcome.ShouldBeNull();
        (await next.Recovery.SweepAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_carried_on_spends_what_is_left_of_its_budget_and_no_new_one()
    {
        await using var dead = Shop();
        dead.Life.DiesBefore = append => append.Events.Any(one => one.Kind == EventKinds.StepEnded);
        await using (var hold = (await dead.BeginAsync()).Hold!)
        {
            var budget = Node.Budget();
            budget.TryReserve(900).ShouldBeTrue();
            budget.Settle(900, 700, 0.02m);
            await Should.ThrowAsync<NodeDiedException>(() => dead.Runner.RunAsync(hold, dead.Scope(hold, Step("s1", "orders.get")), budget, default));
        }

        await using var next = Shop();
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
        next.Continuation.Spent.ShouldBe([new Spending(1, 700, 0.02m)]);
    }

    [Fact]
    public async Task A_run_ends_with_the_sum_of_what_its_answers_spent()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync()).Hold!;
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.cancel")), Node.Budget(), default);
        await hold.CloseAsync(asked.Status, Json("""{"modelCalls":1,"tokens":700,"usd":"0.02"}"""), new Spending(1, 700, 0.02m), default);
        var done = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", asked.Confirmation!.Code, true), Node.Budget(), default);
        hold.State.Open.ShouldBe(Spending.None, "a yes is a message of its own");
        await hold.CloseAsync(done.Status, Json("""{"modelCalls":2,"tokens":50,"usd":"0.001"}"""), new Spending(2, 50, 0.001m), default);
        hold.State.End.ShouldBe(new RunEnded(RunStatus.Succeeded, 3, 750, 0.021m));
    }

    [Fact]
    public async Task A_run_that_waits_for_a_yes_is_left_alone_until_that_is_over_and_then_ended()
    {
        await using var node = Shop();
        await AskAsync(node);
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        (await node.Recovery.SweepAsync(default)).ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await node.Recovery.SweepAsync(default)).ShouldBe(1);
        var outcome = node.Continuation.Finished.ShouldHaveSingleItem().Outcome.ShouldNotBeNull();
        outcome.Status.ShouldBe(RunStatus.Expired);
        outcome.Scope.Ended["s1"].Problem!.Code.ShouldBe(ProblemWords.ConfirmExpired);
        _backends.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_pinned_to_a_catalogue_that_is_gone_goes_on_only_with_the_same_definitions()
    {
        await using var node = Shop();
        await AskAsync(node);
        node.Catalogue.Forgets = true;
        node.Catalogue.Current = Made.Of(Made.Write("orders.cancel") with { Hash = "changed" });
        var waits = (await node.Life.FindOpenConfirmationAsync("t", Ada.Id, "c1", default)).ShouldNotBeNull();
        await using (var hold = (await node.Runner.TakeAsync("t", waits.RunId, default))!)
        {
            var outcome = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", waits.Code, true), Node.Budget(), default);
            outcome.Scope.Ended["s1"].Status.ShouldBe(StepStatus.Denied);
        }

        _backends.Calls.ShouldBeEmpty();
        node.Catalogue.Current = Made.Of(Made.Write("orders.cancel"), Made.Read("a.new"));
        await AskAsync(node, "m2");
        node.Catalogue.Current = Made.Of(Made.Write("orders.cancel"), Made.Read("a.newer")) with { Version = "sha256:later" };
        waits = (await node.Life.FindOpenConfirmationAsync("t", Ada.Id, "c1", default)).ShouldNotBeNull();
        await using var again = (await node.Runner.TakeAsync("t", waits.RunId, default))!;
        (await node.Runner.ConfirmAsync(again, new ConfirmationReply(Ada, "c1", waits.Code, true), Node.Budget(), default)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_write_that_was_begun_and_whose_definition_is_gone_is_told_as_unknown()
    {
        await using var dead = Shop();
        _backends.Does = (call, _) => call.IdempotencyKey is null ? new(ScriptedBackends.Ok("{}")) : throw dead.Life.Die();
        await Should.ThrowAsync<NodeDiedException>(() => dead.RunAsync([Step("s1", "orders.cancel")]));
        await using var next = new Node(_cluster, Made.Of(Made.Read("orders.get")) with { Version = "sha256:later" }, _backends);
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
        next.Continuation.Finished.Single().Outcome!.Scope.Ended["s1"].Status.ShouldBe(StepStatus.UnknownOutcome);
    }

    [Fact]
    public async Task Right_after_a_start_runs_wait_until_something_is_known_of_the_backends()
    {
        await using var dead = Shop();
        await dead.BeginAsync();
        dead.Life.Die();
        _clock.Advance(TimeSpan.FromSeconds(31));
        await using var next = new Node(_cluster, IntentCatalogue.Empty, _backends);
        (await next.Recovery.SweepAsync(default)).ShouldBe(0);
        next.Catalogue.Current = Made.Of(Made.Read("orders.get"));
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task A_conversation_that_is_being_written_to_is_not_disturbed()
    {
        await using var dead = Shop();
        await dead.BeginAsync();
        dead.Life.Die();
        await using var next = Shop();
        _clock.Advance(TimeSpan.FromSeconds(31));
        var writer = (await _cluster.Leases.TryTakeAsync("t", RunNames.Conversation("c1"), TimeSpan.FromMinutes(1), default)).ShouldNotBeNull();
        (await next.Recovery.SweepAsync(default)).ShouldBe(0);
        await _cluster.Leases.ReleaseAsync(writer, default);
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_had_no_end_is_read_again_and_what_had_ended_is_not()
    {
        await using var dead = Shop();
        dead.Life.DiesBefore = append => append.Events.Any(one => one.Kind == EventKinds.StepEnded && one.Data.GetProperty("stepId").GetString() == "s2");
        _backends.Does = (_, _) => new(ScriptedBackends.Ok("""{"id":"7"}"""));
        await Should.ThrowAsync<NodeDiedException>(() => dead.RunAsync([Step("s1", "orders.get"), Step("s2", "orders.get", ("id", Ref("s1.id"))), Step("s3", "orders.get", ("id", Ref("s2.id")))]));
        await using var next = Shop();
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await next.Recovery.SweepAsync(default)).ShouldBe(1);
        next.Continuation.Finished.Single().Outcome!.Status.ShouldBe(RunStatus.Succeeded);
        _backends.Calls.Count.ShouldBe(4, "s1, s2, s2 again, s3");
    }

    [Fact]
    public async Task A_lease_that_can_not_be_renewed_in_time_stops_its_holder()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync()).Hold!;
        node.Life.Die();
        for (var i = 0; i < 3; i++)
        {
            hold.Lost.IsCancellationRequested.ShouldBeFalse();
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var lost = new TaskCompletionSource();
        await using var heard = hold.Lost.Register(lost.SetResult);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_lease_that_is_renewed_is_held_however_long_the_work_takes()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync()).Hold!;
        for (var i = 0; i < 20; i++)
        {
            // The next renewal is waited for before time goes on.
            await _clock.ArmedAsync();
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        hold.Lost.IsCancellationRequested.ShouldBeFalse();
        (await node.Recovery.SweepAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_proof_needs_no_call_for_what_a_step_read_within_a_minute_and_one_after_a_write()
    {
        await using var node = Shop();
        _backends.Does = (_, _) => new(ScriptedBackends.Ok("""{"owner":"ada"}"""));
        await using var hold = (await node.BeginAsync()).Hold!;
        var scope = node.Scope(hold, Step("s1", "orders.get", ("id", Lit("\"7\""))));
        await node.Reads.ReadAsync("orders.get", Json("""{"id":"7"}"""), scope, default);
        (await node.Reads.ReadAsync("orders.get", Json("""{ "id" : "7" }"""), scope, default)).Value!.Value.GetProperty("owner").GetString().ShouldBe("ada");
        _backends.Calls.Count.ShouldBe(1);
        await node.Reads.ReadAsync("orders.get", Json("""{"id":"8"}"""), scope, default);
        await node.Reads.ReadAsync("orders.get", Json("""{"id":"7"}"""), scope with { RunId = "other" }, default);
        _backends.Calls.Count.ShouldBe(3);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await node.Reads.ReadAsync("orders.get", Json("""{"id":"7"}"""), scope, default);
        _backends.Calls.Count.ShouldBe(4);
        (await node.Reads.ReadAsync("orders.cancel", Json("{}"), scope, default)).Problem.ShouldNotBeNull("a write proves nothing");
    }

    private static async Task AskAsync(Node node, string message = "m1")
    {
        await using var hold = (await node.BeginAsync(message)).Hold!;
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.cancel")), Node.Budget(), default);
        await CloseAsync(hold, asked.Status);
    }

    private Node Shop() => new(_cluster, Made.Of(Made.Read("orders.get"), Made.Write("orders.cancel")), _backends);
}
