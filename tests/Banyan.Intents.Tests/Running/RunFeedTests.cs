using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running;

public sealed class RunFeedTests
{
    private readonly FakeClock _clock = new();
    private readonly Cluster _cluster;
    private readonly ScriptedBackends _backends = new() { Does = (_, _) => new(ScriptedBackends.Ok("{}")) };

    public RunFeedTests() => _cluster = new Cluster(_clock);

    [Fact]
    public async Task A_watcher_on_another_node_sees_every_event_once_wherever_it_comes_back()
    {
        await using var node = Shop();
        await using var other = Shop();
        var begun = await node.BeginAsync();
        var hold = begun.Hold.ShouldNotBeNull();
        var watching = WatchAsync(other, hold.Run.Id, 0);
        var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.get"), Step("s2", "orders.cancel")), Node.Budget(), default);
        await hold.SayAsync("Order 1002 is pending. ", default);
        await hold.SayAsync("Cancel it?", default);
        await CloseAsync(hold, asked.Status);
        var first = await watching;
        first.Select(one => one.Kind).ShouldBe(
            ["run.started", "plan.ready", "step.started", "step.finished", "confirmation.required", "answer.delta", "answer.delta", "run.finished"]);
        first[^1].Data.GetProperty("status").GetString().ShouldBe("awaiting_confirmation");
        first[4].Data.GetProperty("id").GetString().ShouldBe(asked.Confirmation!.Code);
        for (var i = 0; i < first.Count; i++)
        {
            var rest = await WatchAsync(other, hold.Run.Id, first[i].Sequence == first[^1].Sequence ? first[i].Sequence - 1 : first[i].Sequence);
            first.TakeLast(rest.Count).Select(one => one.Sequence).ShouldBe(rest.Select(one => one.Sequence));
        }

        await hold.DisposeAsync();
        await using var taken = (await other.Runner.TakeAsync("t", hold.Run.Id, default)).ShouldNotBeNull();
        var going = WatchAsync(node, hold.Run.Id, first[^1].Sequence);
        var done = await other.Runner.ConfirmAsync(taken, new ConfirmationReply(Ada, "c1", asked.Confirmation.Code, true), Node.Budget(), default);
        await CloseAsync(taken, done.Status);
        (await going).Select(one => one.Kind).ShouldBe(["run.started", "step.started", "step.finished", "run.finished"]);
        taken.State.Status.ShouldBe(RunStatus.Succeeded);
        node.Answered.All.ShouldBe(["awaiting_confirmation"]);
        other.Answered.All.ShouldBe(["succeeded"]);
    }

    [Fact]
    public async Task Twenty_messages_with_one_id_at_once_are_one_run_and_twenty_equal_answers()
    {
        await using var node = Shop();
        await using var other = Shop();
        var effects = 0;
        _backends.Does = (call, _) =>
        {
            effects += call.IdempotencyKey is null ? 0 : 1;
            return new(ScriptedBackends.Ok("{}"));
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AnswerAsync(i % 2 == 0 ? node : other))));
        answers.Distinct().ShouldHaveSingleItem();
        effects.ShouldBe(1);

        async Task<string> AnswerAsync(Node at)
        {
            var begun = await at.BeginAsync();
            if (begun.Hold is { } hold)
            {
                var outcome = await at.Runner.RunAsync(hold, at.Scope(hold, Step("s1", "orders.cancel")), Node.Budget(), default);
                outcome = await at.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", outcome.Confirmation!.Code, true), Node.Budget(), default);
                await CloseAsync(hold, outcome.Status);
                await hold.DisposeAsync();
            }

            return (await at.Feed.AnswerAsync("t", begun.Run.Id, 0, default)).GetRawText();
        }
    }

    [Fact]
    public async Task A_notice_that_is_lost_is_made_up_for_by_looking()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync()).Hold!;
        var deaf = new RunFeed(new Banyan.Intents.Running.Holding.HoldParts(_cluster.Journal, _cluster.Leases, new MemoryNotices(), _clock, new RunningOptions()));
        var watching = deaf.AnswerAsync("t", hold.Run.Id, 0, default);
        await CloseAsync(hold, RunStatus.Succeeded);
        watching.IsCompleted.ShouldBeFalse();
        while (!watching.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Whoever_waits_for_the_whole_answer_does_not_read_the_journal_at_each_step()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync()).Hold!;
        var before = _cluster.Journal.Reads;
        var waiting = node.Feed.AnswerAsync("t", hold.Run.Id, 0, default);
        var outcome = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.get"), Step("s2", "orders.get"), Step("s3", "orders.get")), Node.Budget(), default);
        (_cluster.Journal.Reads - before).ShouldBe(1, "at its beginning");
        await CloseAsync(hold, outcome.Status);
        await waiting;
        (_cluster.Journal.Reads - before).ShouldBe(2, "and at its end");
    }

    [Fact]
    public async Task The_same_id_with_another_text_or_person_is_told_apart()
    {
        await using var node = Shop();
        await using var hold = (await node.BeginAsync(text: "one")).Hold!;
        (await node.BeginAsync(text: "one")).ShouldSatisfyAllConditions(again => again.Hold.ShouldBeNull(), again => again.IsOtherText.ShouldBeFalse());
        (await node.BeginAsync(text: "two")).IsOtherText.ShouldBeTrue();
        (await node.BeginAsync(text: "one", subject: Person("bob"))).IsOtherText.ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_whose_question_had_too_many_wrong_codes_ends_when_it_is_asked_to()
    {
        await using var node = Shop();
        await using (var hold = (await node.BeginAsync()).Hold!)
        {
            var asked = await node.Runner.RunAsync(hold, node.Scope(hold, Step("s1", "orders.cancel")), Node.Budget(), default);
            await CloseAsync(hold, asked.Status);
        }

        for (var i = 0; i < 4; i++)
        {
            (await node.Life.MissAsync("t", Ada.Id, "c1", 5, default)).ShouldBeEmpty();
        }

        var over = (await node.Life.MissAsync("t", Ada.Id, "c1", 5, default)).ShouldHaveSingleItem();
        (await node.Recovery.SweepAsync(default)).ShouldBe(0);
        await node.Life.AskCancelAsync("t", Ada.Id, over, default);
        (await node.Recovery.SweepAsync(default)).ShouldBe(1);
        node.Continuation.Finished.ShouldHaveSingleItem().Outcome!.Status.ShouldBe(RunStatus.Cancelled);
        _backends.Calls.ShouldBeEmpty();
    }

    private static async Task<List<RunEvent>> WatchAsync(Node node, string runId, long after)
    {
        var seen = new List<RunEvent>();
        await foreach (var shown in node.Feed.WatchAsync("t", runId, after, default))
        {
            seen.Add(shown);
        }

        return seen;
    }

    private Node Shop() => new(_cluster, Made.Of(Made.Read("orders.get"), Made.Write("orders.cancel")), _backends);
}
