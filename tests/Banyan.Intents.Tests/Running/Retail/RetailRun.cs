using System.Collections.Concurrent;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>One task run in memory, with or without a crash.</summary>
internal sealed class RetailRun
{
    private readonly Cluster _cluster;
    private readonly RetailTask _task;
    private readonly IntentCatalogue _catalogue;
    private readonly ConcurrentDictionary<string, BackendReply> _answered = new(StringComparer.Ordinal);
    private readonly bool _honoursKeys;
    private Func<BackendCall, Func<BackendReply>, BackendReply> _around = (_, answer) => answer();

    private RetailRun(RetailTask task, bool honoursKeys)
    {
        (_task, _honoursKeys) = (task, honoursKeys);
        _cluster = new Cluster(new FakeClock());
        _catalogue = Made.Of([.. task.Actions.Select(action => action.Tool).Distinct(StringComparer.Ordinal).Select(tool => RetailIntents.Of(tool, Made.Side("shop", Generation.Legacy, tool, honoursKeys)))]);
    }

    public RetailStore Store { get; } = new();

    /// <summary>How often each write, by its key, had its effect.</summary>
    public ConcurrentDictionary<string, int> Ledger { get; } = new(StringComparer.Ordinal);

    public static RetailRun Of(RetailTask task, bool honoursKeys) => new(task, honoursKeys);

    /// <summary>Runs to the end on one node.</summary>
    /// <returns>Words of the steps' statuses, in order.</returns>
    public async Task<string[]> RunAsync()
    {
        await using var node = NewNode();
        await node.RunAsync(RetailIntents.PlanOf(_task), subject: Person);
        return Statuses();
    }

    /// <summary>Runs with the node dead at a write, and another one carrying on.</summary>
    public async Task<string[]> RunWithCrashAsync(string point, int write)
    {
        await using var first = NewNode();
        var (seen, isArmed) = (-1, false);
        first.Life.DiesBefore = append => isArmed && append.Events.Any(one => one.Kind == EventKinds.StepEnded);
        _around = (call, answer) =>
        {
            if (call.IdempotencyKey is null || ++seen != write)
            {
                return answer();
            }

            if (point == "before send")
            {
                throw first.Life.Die();
            }

            var reply = answer();
            isArmed = point == "after answer";
            return isArmed ? reply : throw first.Life.Die();
        };
        await Should.ThrowAsync<NodeDiedException>(() => first.RunAsync(RetailIntents.PlanOf(_task), subject: Person));
        _around = (_, answer) => answer();
        await using var second = NewNode();
        (await second.Recovery.SweepAsync(default)).ShouldBe(0, "the lease is still held");
        _cluster.Clock.Advance(TimeSpan.FromSeconds(31));
        (await second.Recovery.SweepAsync(default)).ShouldBe(1);
        await ConfirmRestAsync(second);
        return Statuses();
    }

    private Subject Person => Texts.Person(_task.UserId);

    /// <summary>Says yes to what is asked after the crash.</summary>
    private async Task ConfirmRestAsync(Node node)
    {
        while (await node.Life.FindOpenConfirmationAsync("t", Person.Id, "c1", default) is { } waits)
        {
            await using var hold = (await node.Runner.TakeAsync("t", waits.RunId, default)).ShouldNotBeNull();
            var outcome = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Person, "c1", waits.Code, true), Node.Budget(), default);
            await Texts.CloseAsync(hold, outcome.Status);
        }
    }

    private string[] Statuses()
    {
        var run = _cluster.Journal.FindAsync("t", "c1", "m1", default).GetAwaiter().GetResult()!;
        run.IsOpen.ShouldBeFalse();
        var state = RunFold.Of(_cluster.Journal.EventsOf(run.Id));
        return [.. state.Pin!.Plan.Steps.Select(step => RunWords.Of(state.Ended[step.Id].Status))];
    }

    private Node NewNode() => new(_cluster, _catalogue, new ScriptedBackends { Does = (call, _) => new(_around(call, () => Answer(call))) });

    private BackendReply Answer(BackendCall call)
    {
        if (_honoursKeys && call.IdempotencyKey is { } known && _answered.TryGetValue(known, out var before))
        {
            return before;
        }

        var (value, error) = Store.Call(call.Operation.OperationId, call.Arguments);
        var reply = error is null ? ScriptedBackends.Ok(value!.ToJsonString()) : ScriptedBackends.Refused with { Status = 422 };
        if (call.IdempotencyKey is { } key)
        {
            _answered[key] = reply;
            if (error is null)
            {
                Ledger.AddOrUpdate(key, 1, (_, times) => times + 1);
            }
        }

        return reply;
    }
}
