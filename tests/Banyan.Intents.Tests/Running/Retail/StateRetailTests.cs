using System.Collections.Concurrent;
using Banyan.Intents.Running;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.AspNetCore.Http;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The sixteen tools over real HTTP, all tasks through plans, the real guard rails and a real journal: the shop ends as after the same calls made by hand.</summary>
[Trait("needs", "data")]
public sealed class StateRetailTests : IAsyncLifetime
{
    private static readonly string[] Proofs = ["get_order_details", "get_user_details"];
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<(string Tool, string Arguments)> _heard = new();
    private RetailStore _store = new();
    private HttpBackend _shop = null!;
    private StoredNode _node = null!;
    private IntentCatalogue _catalogue = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await HttpBackend.StartAsync();
        _shop.Does = ServeAsync;
        _catalogue = RetailCatalogue.At(_shop.BaseUrl, honoursKeys: false);
        _catalogue.Intents.Count.ShouldBe(16);
        _node = await StoredNode.StartAsync(new StorageOptions { DataDir = _folder.Path }, _catalogue, "one");
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_task_leaves_the_shop_as_direct_calls_do()
    {
        var (equal, calls, writes) = (0, 0, 0);
        foreach (var task in RetailTasks.All)
        {
            var direct = new RetailStore();
            foreach (var action in task.Actions)
            {
                direct.Call(action.Tool, action.Arguments);
            }

            _store = new RetailStore();
            _heard.Clear();
            var run = await RunAsync(task, task.UserId);
            EveryWriteWasConfirmedFirst(run, task);
            (_store.Hash() == direct.Hash()).ShouldBeTrue(task.Name);
            equal++;
            calls += task.Actions.Count;
            writes += task.Writes;
            NoCallIsMissingOrExtra(task);
        }

        (equal, calls, writes).ShouldBe((135, 607, 207));
    }

    [Fact]
    public async Task The_task_that_acts_for_another_person_is_refused_as_the_one_it_names()
    {
        var task = RetailTasks.All[64];
        task.UserId.ShouldBe("james_sanchez_3954");
        var run = await RunAsync(task with { Name = "as-another" }, "harper_moore_6183");
        var his = run.Pin!.Plan.Steps.Where(step => step.Args.ContainsKey("order_id") || step.Args.ContainsKey("user_id")).ToList();
        his.Count.ShouldBe(6);
        foreach (var step in his)
        {
            run.Ended[step.Id].Status.ShouldBe(StepStatus.Denied, step.Id);
            run.Ended[step.Id].Value.ShouldBeNull();
        }

        _heard.ShouldNotContain(call => RetailStore.Writes.Contains(call.Tool));
        _store.Hash().ShouldBe(new RetailStore().Hash());
    }

    /// <summary>Calls of the plan, each as often as it says; beside them only reads that prove whose a record is.</summary>
    private void NoCallIsMissingOrExtra(RetailTask task)
    {
        var rest = _heard.ToList();
        foreach (var action in task.Actions)
        {
            rest.Remove((action.Tool, CanonicalJson.Text(action.Arguments))).ShouldBeTrue($"{task.Name}: {action.Tool} was not called");
        }

        rest.ShouldAllBe(call => Proofs.Contains(call.Tool), task.Name);
        rest.Count.ShouldBeLessThanOrEqualTo(task.Writes * 2, task.Name);
    }

    private static void EveryWriteWasConfirmedFirst(RunState run, RetailTask task)
    {
        for (var i = 0; i < task.Actions.Count; i++)
        {
            var outcome = run.Ended[run.Pin!.Plan.Steps[i].Id];
            // What is not there reads like what is another's; a few tasks look up orders that never were.
            var isAbsent = outcome.Problem?.Code == ProblemWords.DeniedOwner && new RetailStore().Call(task.Actions[i].Tool, task.Actions[i].Arguments).Error == "not found";
            (isAbsent || outcome.Status is StepStatus.Succeeded or StepStatus.Failed).ShouldBeTrue($"{task.Name}, step {i + 1}: {outcome.Status}, {outcome.Problem}");
            run.Confirmed.ContainsKey(outcome.StepId).ShouldBe(task.Actions[i].IsWrite, $"{task.Name}, step {i + 1}");
        }
    }

    private async Task<RunState> RunAsync(RetailTask task, string as_)
    {
        var person = Texts.Person(as_);
        var begun = await _node.Runner.BeginAsync(new RunMessage(person, task.Name, "m1", "hash", Texts.Json("""{"text":"x"}""")), default);
        await using var hold = begun.Hold.ShouldNotBeNull();
        var scope = RetailCatalogue.ScopeOf(task, hold, person, _catalogue);
        var outcome = await _node.Runner.RunAsync(hold, scope, Node.Budget(), default);
        while (outcome is { Status: RunStatus.AwaitingConfirmation, Confirmation: { } asked })
        {
            asked.Hashes.Keys.Where(hold.State.Confirmed.ContainsKey).ShouldBeEmpty("nothing is asked twice");
            _heard.Count(call => RetailStore.Writes.Contains(call.Tool)).ShouldBeLessThanOrEqualTo(hold.State.Confirmed.Count);
            outcome = await _node.Runner.ConfirmAsync(hold, new ConfirmationReply(person, task.Name, asked.Code, true), Node.Budget(), default);
        }

        await Texts.CloseAsync(hold, outcome.Status);
        (await _node.Feed.StateAsync("t", hold.Run.Id, default)).ShouldNotBeNull().Head.ShouldBe(hold.State.Head);
        return hold.State;
    }

    private Task ServeAsync(HttpContext context, Heard heard)
    {
        var (tool, arguments) = RetailCatalogue.CallOf(context, heard);
        _heard.Enqueue((tool, CanonicalJson.Text(arguments)));
        var (status, json) = RetailCatalogue.AnswerOf(_store, tool, arguments);
        return HttpBackend.JsonAsync(context, status, json);
    }
}
