using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running;

public sealed class PlanRunnerTests
{
    private readonly FakeClock _clock = new();
    private readonly ScriptedBackends _backends = new();
    private readonly Cluster _cluster;

    public PlanRunnerTests() => _cluster = new Cluster(_clock);

    [Fact]
    public async Task Values_flow_from_step_to_step_and_a_write_is_sent_after_its_yes_alone()
    {
        await using var node = Shop();
        _backends.Does = (call, _) => new(ScriptedBackends.Ok(call.Intent.Key == "orders.get" ? """{"orderId":"1002","status":"pending"}""" : """{"status":"cancelled"}"""));
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Look(), Cancel("s1.status == 'pending'")), Node.Budget(), default);
        asked.Status.ShouldBe(RunStatus.AwaitingConfirmation);
        asked.Scope.Ended["s2"].Status.ShouldBe(StepStatus.Blocked);
        _backends.Calls.Select(call => call.Intent.Key).ShouldBe(["orders.get"]);
        var done = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", asked.Confirmation!.Code, true), Node.Budget(), default);
        done.Status.ShouldBe(RunStatus.Succeeded);
        done.Scope.Ended["s2"].Condition!.Value.ShouldBe("true");
        var write = _backends.Calls.Last();
        write.Arguments.GetRawText().ShouldBe("""{"orderId":"1002"}""");
        write.IdempotencyKey.ShouldNotBeNull();
        node.Routes.Bound.ShouldBe([("orders", Generation.Modern)]);
    }

    [Theory]
    [InlineData("""{"orderId":"1002","status":"shipped"}""", "false")]
    [InlineData("""{"orderId":"1002"}""", "unknown")]
    public async Task A_write_whose_condition_is_not_true_is_skipped_with_its_evidence(string record, string value)
    {
        await using var node = Shop();
        _backends.Does = (_, _) => new(ScriptedBackends.Ok(record));
        var outcome = await node.RunAsync([Look(), Cancel("s1.status == 'pending'")]);
        outcome.Status.ShouldBe(RunStatus.Succeeded);
        var step = outcome.Scope.Ended["s2"];
        step.Status.ShouldBe(StepStatus.Skipped);
        step.Condition!.Value.ShouldBe(value);
        step.Condition.Evidence.Keys.ShouldContain("s1.status");
        _backends.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failed_step_blocks_its_dependants_and_nothing_else()
    {
        await using var node = Shop();
        _backends.Does = (call, _) => new(call.Intent.Key == "orders.get" ? ScriptedBackends.Refused : ScriptedBackends.Ok("""{"points":7}"""));
        var outcome = await node.RunAsync([Look(), Step("s2", "orders.cancel", ("orderId", Ref("s1.orderId"))), Step("s3", "loyalty.points"), Step("s4", "loyalty.points") with { After = ["s2"] }]);
        outcome.Status.ShouldBe(RunStatus.Partial);
        Statuses(outcome).ShouldBe([("s1", StepStatus.Failed), ("s2", StepStatus.Blocked), ("s3", StepStatus.Succeeded), ("s4", StepStatus.Blocked)]);
    }

    [Fact]
    public async Task A_step_after_a_skipped_one_runs_but_can_take_no_value_from_it()
    {
        await using var node = Shop();
        _backends.Does = (_, _) => new(ScriptedBackends.Ok("""{"orderId":"1","status":"shipped"}"""));
        var skipped = Cancel("s1.status == 'pending'");
        var outcome = await node.RunAsync([Look(), skipped, Step("s3", "loyalty.points") with { After = ["s2"] }, Step("s4", "loyalty.points", ("x", Ref("s2.status")))]);
        Statuses(outcome).ShouldBe([("s1", StepStatus.Succeeded), ("s2", StepStatus.Skipped), ("s3", StepStatus.Succeeded), ("s4", StepStatus.Blocked)]);
        outcome.Scope.Ended["s4"].Problem!.Code.ShouldBe(ProblemWords.RefMissing);
    }

    [Fact]
    public async Task A_declined_write_is_not_sent_and_said_so()
    {
        await using var node = Shop();
        var outcome = await node.RunAsync([Step("s1", "orders.cancel", ("orderId", Lit("\"1002\"")))], approves: false);
        outcome.Status.ShouldBe(RunStatus.Cancelled);
        outcome.Scope.Ended["s1"].Problem!.Code.ShouldBe(ProblemWords.ConfirmDeclined);
        _backends.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_yes_that_comes_late_from_elsewhere_or_twice_does_not_count()
    {
        await using var node = Shop();
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.cancel", ("orderId", Lit("\"1002\"")))), Node.Budget(), default);
        var yes = new ConfirmationReply(Ada, "c1", asked.Confirmation!.Code, true);
        foreach (var wrong in new[] { yes with { Code = "XXXX" }, yes with { Subject = Person("bob") }, yes with { ConversationId = "c2" } })
        {
            (await node.Runner.ConfirmAsync(hold, wrong, Node.Budget(), default)).Problem!.Code.ShouldBe(ProblemWords.ConfirmMismatch);
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        var late = await node.Runner.ConfirmAsync(hold, yes, Node.Budget(), default);
        (late.Problem!.Code, late.Status).ShouldBe((ProblemWords.ConfirmExpired, RunStatus.Expired));
        (await node.Runner.ConfirmAsync(hold, yes, Node.Budget(), default)).Problem!.Code.ShouldBe(ProblemWords.ConfirmMismatch);
        _backends.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_behind_a_late_yes_are_repeated_and_what_changed_is_asked_again()
    {
        await using var node = Shop();
        var total = 240;
        _backends.Does = (call, _) => new(ScriptedBackends.Ok(call.Intent.Key == "orders.get" ? $$"""{"orderId":"1002","status":"pending","total":{{total}}}""" : "{}"));
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Look(), Cancel("s1.status == 'pending' && s1.total > 100")), Node.Budget(), default);
        _clock.Advance(TimeSpan.FromSeconds(61));
        total = 250;
        var again = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", asked.Confirmation!.Code, true), Node.Budget(), default);
        again.Status.ShouldBe(RunStatus.AwaitingConfirmation);
        again.Confirmation!.Code.ShouldNotBe(asked.Confirmation.Code);
        again.Scope.Ended["s1"].Value!.Value.GetProperty("total").GetInt32().ShouldBe(250);
        _clock.Advance(TimeSpan.FromSeconds(59));
        var done = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", again.Confirmation.Code, true), Node.Budget(), default);
        done.Status.ShouldBe(RunStatus.Succeeded);
        _backends.Calls.Select(call => call.Intent.Key).ShouldBe(["orders.get", "orders.get", "orders.cancel"]);
    }

    [Fact]
    public async Task A_step_runs_once_for_each_element_and_its_condition_sees_the_element()
    {
        await using var node = Shop();
        _backends.Does = (call, _) => new(call.Intent.Key == "orders.list"
            ? ScriptedBackends.Ok("""{"orders":[{"id":"1","open":true},{"id":"2","open":false},{"id":"3","open":true}]}""")
            : ScriptedBackends.Ok(call.Arguments));
        var each = Step("s2", "orders.cancel", ("orderId", new Argument.Each("s1.orders", "id"))) with { When = new StepCondition("if open", "it.open == true") };
        var outcome = await node.RunAsync([Step("s1", "orders.list"), each]);
        outcome.Status.ShouldBe(RunStatus.Succeeded);
        _backends.Calls.Skip(1).Select(call => call.Arguments.GetRawText()).ShouldBe(["""{"orderId":"1"}""", """{"orderId":"3"}"""]);
        outcome.Scope.Ended["s2#2"].Status.ShouldBe(StepStatus.Skipped);
        outcome.Scope.Ended["s2"].Value!.Value.GetArrayLength().ShouldBe(2);
        _backends.Calls.Skip(1).Select(call => call.IdempotencyKey).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Conditions_only_a_model_can_judge_go_to_it_in_one_call_and_never_let_a_write_run_unasked()
    {
        await using var node = new Node(_cluster, Catalogue(), _backends, new PlainGuards { ConfirmsWrites = false });
        node.Judge.Says = step => step.Id == "s3" ? "false" : "true";
        var angry = new StepCondition("if it sounds angry", null);
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var steps = new[] { Step("s1", "orders.cancel") with { When = angry }, Step("s2", "loyalty.points") with { When = angry }, Step("s3", "loyalty.points") with { When = angry } };
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, steps), Node.Budget(), default);
        node.Judge.Calls.ShouldHaveSingleItem().ShouldBe(["s1", "s2", "s3"]);
        asked.Status.ShouldBe(RunStatus.AwaitingConfirmation);
        asked.Confirmation!.Text.ShouldContain("if it sounds angry");
        Statuses(asked).ShouldBe([("s1", StepStatus.Blocked), ("s2", StepStatus.Succeeded), ("s3", StepStatus.Skipped)]);
        var done = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", asked.Confirmation.Code, true), Node.Budget(), default);
        done.Scope.Ended["s1"].Status.ShouldBe(StepStatus.Succeeded);
    }

    [Fact]
    public async Task A_denied_step_sends_nothing()
    {
        await using var node = Shop();
        node.Guards.Denies = step => step.Id == "s1" ? new Problem(ProblemWords.DeniedOwner, "not found") : null;
        var outcome = await node.RunAsync([Look(), Step("s2", "loyalty.points")]);
        Statuses(outcome).ShouldBe([("s1", StepStatus.Denied), ("s2", StepStatus.Succeeded)]);
        _backends.Calls.ShouldHaveSingleItem().Intent.Key.ShouldBe("loyalty.points");
    }

    [Fact]
    public async Task A_cancelled_run_stops_before_its_next_step()
    {
        await using var node = Shop();
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        _backends.Does = async (_, _) =>
        {
            (await node.Runner.CancelAsync(Ada, hold.Run.Id, default)).ShouldBeTrue();
            return ScriptedBackends.Ok("""{"orderId":"1002"}""");
        };
        (await node.Runner.CancelAsync(Person("bob"), hold.Run.Id, default)).ShouldBeFalse();
        var outcome = await node.Runner.RunAsync(hold, node.Scope(hold, Look(), Step("s2", "loyalty.points", ("x", Ref("s1.orderId")))), Node.Budget(), default);
        outcome.Status.ShouldBe(RunStatus.Cancelled);
        Statuses(outcome).ShouldBe([("s1", StepStatus.Succeeded), ("s2", StepStatus.Blocked)]);
        _backends.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_the_time_of_a_message_is_over_nothing_more_is_begun()
    {
        await using var node = Shop();
        _backends.Does = (_, _) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(60));
            return new(ScriptedBackends.Ok("""{"orderId":"1002"}"""));
        };
        var outcome = await node.RunAsync([Look(), Step("s2", "loyalty.points", ("x", Ref("s1.orderId")))]);
        outcome.Problem!.Code.ShouldBe(ProblemWords.BudgetExceeded);
        outcome.Status.ShouldBe(RunStatus.Partial);
        outcome.Scope.Ended["s2"].Problem!.Code.ShouldBe(ProblemWords.BudgetExceeded);
    }

    [Fact]
    public async Task A_part_that_waits_for_an_answer_does_not_keep_the_rest_from_running()
    {
        await using var node = Shop();
        _backends.Does = (_, _) => new(ScriptedBackends.Ok("""{"orderId":"1002"}"""));
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var scope = node.Scope(hold, Look(), Step("s2", "complaints.create", ("orderId", Ref("s1.orderId"))));
        var asking = scope with { Plan = scope.Plan with { Clarify = new Clarification("What should it say?", [new MissingArgument("s2", "text")], []) } };
        var outcome = await node.Runner.RunAsync(hold, asking, Node.Budget(), default);
        outcome.Status.ShouldBe(RunStatus.Partial);
        Statuses(outcome).ShouldBe([("s1", StepStatus.Succeeded), ("s2", StepStatus.Blocked)]);
    }

    [Fact]
    public async Task What_was_to_be_all_or_nothing_is_taken_back_last_first()
    {
        var undo = new UndoRule("orders.restore", new Dictionary<string, string>(StringComparer.Ordinal) { ["orderId"] = "args.orderId", ["was"] = "result.was" });
        var catalogue = Made.Of(Made.Write("orders.cancel") with { Undo = undo }, Made.Write("orders.restore"), Made.Write("complaints.create"));
        await using var node = new Node(_cluster, catalogue, _backends);
        _backends.Does = (call, _) => new(call.Intent.Key == "complaints.create" ? ScriptedBackends.Refused : ScriptedBackends.Ok("""{"was":"pending"}"""));
        var begun = await node.BeginAsync();
        await using var hold = begun.Hold.ShouldNotBeNull();
        var steps = new[] { Step("s1", "orders.cancel", ("orderId", Lit("\"1\""))), Step("s2", "orders.cancel", ("orderId", Lit("\"2\""))), Step("s3", "complaints.create") with { After = ["s2"] } };
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, steps), Node.Budget(), default);
        RunOutcome done;
        do
        {
            done = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", asked.Confirmation!.Code, true) { IsAllOrNothing = true }, Node.Budget(), default);
            asked = done;
        }
        while (done.Status == RunStatus.AwaitingConfirmation);

        Statuses(done).ShouldBe([("s1", StepStatus.Compensated), ("s2", StepStatus.Compensated), ("s3", StepStatus.Failed)]);
        _backends.Calls.Where(call => call.Intent.Key == "orders.restore").Select(call => call.Arguments.GetRawText())
            .ShouldBe(["""{"orderId":"2","was":"pending"}""", """{"orderId":"1","was":"pending"}"""]);
        done.Status.ShouldBe(RunStatus.Failed, "nothing of it stands");
    }

    private static IEnumerable<(string, StepStatus)> Statuses(RunOutcome outcome) => outcome.Scope.Ended.Where(one => !one.Key.Contains('#')).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value.Status));

    private static PlanStep Look() => Step("s1", "orders.get", ("orderId", Lit("\"1002\"")));

    private static PlanStep Cancel(string expr) => Step("s2", "orders.cancel", ("orderId", Ref("s1.orderId"))) with { When = new StepCondition("if it is still pending", expr) };

    private static IntentCatalogue Catalogue() => Made.Of(
        Made.Read("orders.get"), Made.Read("orders.list"), Made.Read("loyalty.points"), Made.Write("orders.cancel"), Made.Write("complaints.create"));

    private Node Shop() => new(_cluster, Catalogue(), _backends);
}
