using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>
/// Works on a run until nothing more can be done: whatever is ready runs at once, wave after wave; what failed blocks what depends on it;
/// what needs a yes waits until everything else is done, and is then asked for in one question.
/// </summary>
internal sealed class RunLoop
{
    private readonly StepParts _parts;
    private readonly RunHold _hold;
    private readonly RunBudget _budget;
    private readonly RunScope _pinned;
    private readonly IReadOnlyList<PlanNode> _nodes;
    private readonly StepRunner _runner;
    private readonly long _began;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<UnitEnd.Waits> _waits = [];
    private readonly List<Clarification> _asks = [];
    private bool _isStopped;
    private long _conditionsMs;

    /// <summary>Makes one for one piece of work on a run.</summary>
    public RunLoop(StepParts parts, RunHold hold, RunScope pinned, RunBudget budget)
    {
        (_parts, _hold, _pinned, _budget) = (parts, hold, pinned, budget);
        _nodes = PlanGraph.Of(pinned.Plan, pinned.Catalogue);
        _runner = new StepRunner(parts, hold, pinned, parts.Time.GetUtcNow() + parts.Settings.Current.Limits.Wall);
        _began = parts.Time.GetTimestamp();
    }

    /// <summary>Works.</summary>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _hold.Lost);
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.AddRange(await StartReadyAsync(together.Token));
                if (running.Count == 0)
                {
                    break;
                }

                var done = await Task.WhenAny(running);
                running.Remove(done);
                await done;
            }
        }
        catch
        {
            await together.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await ProbeAsync(together.Token);
        var outcome = await new RunEnding(_parts, _hold, _runner, _nodes).EndAsync(
            new RunRest(_waits, _asks, _isStopped, new RunTimes(_conditionsMs, (long)_parts.Time.GetElapsedTime(_began).TotalMilliseconds, LongestWait())), together.Token);
        await _hold.SettleAsync(together.Token);
        return outcome;
    }

    /// <summary>Asks at once for what would be asked next: writes that wait for nothing but another write's yes.</summary>
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var asked = _waits.Select(one => one.Id.Split('#')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var node in _nodes.Where(node => asked.Count > 0 && !_isStopped && !_taken.Contains(node.Step.Id) && !EachExpansion.IsEach(node.Step) && !IsAsked(node)))
        {
            var ended = _hold.State.Ended;
            if (node.Needs.All(id => ended.TryGetValue(id, out var before) && MayFollow(node, before))
                && node.Looks.All(ended.ContainsKey)
                && node.Behind.All(id => ended.ContainsKey(id) || asked.Contains(id))
                && await _runner.ProbeAsync(StepUnit.Of(node), cancellationToken) is { } waits)
            {
                _waits.Add(waits);
                asked.Add(node.Step.Id);
            }
        }
    }

    private long LongestWait() => _hold.State.Ended.Values.Select(one => one.QueuedMs).DefaultIfEmpty(0).Max();

    /// <summary>Begins every step that has nothing to wait for any more.</summary>
    private async Task<IReadOnlyList<Task>> StartReadyAsync(CancellationToken cancellationToken)
    {
        var begun = new List<Task>();
        while (!_isStopped)
        {
            var ended = _hold.State.Ended;
            foreach (var done in _nodes.Where(node => ended.ContainsKey(node.Step.Id)))
            {
                _taken.Add(done.Step.Id);
            }

            var free = _nodes.Where(node => !_taken.Contains(node.Step.Id) && node.Waits.All(ended.ContainsKey)).ToList();
            var blocked = free.Where(node => node.Needs.Any(id => !MayFollow(node, ended[id]))).ToList();
            if (blocked.Count == 0)
            {
                var ready = free.Where(node => !IsAsked(node)).ToList();
                ready.ForEach(node => _taken.Add(node.Step.Id));
                begun.AddRange(StartWave(ready, cancellationToken));
                return begun;
            }

            await BlockAsync(blocked, cancellationToken);
        }

        return begun;
    }

    /// <summary>A step may come after one that was skipped, but can't take values from it.</summary>
    private static bool MayFollow(PlanNode node, StepOutcome before) =>
        before.Status == StepStatus.Succeeded || (before.Status == StepStatus.Skipped && !node.Step.Args.Values.Any(argument => PlanGraph.SourceOf(argument) == before.StepId));

    /// <summary>Whether the plan's own question is about the step.</summary>
    private bool IsAsked(PlanNode node) => _pinned.Plan.Clarify is { } clarify && clarify.Missing.Any(missing => missing.Step == node.Step.Id);

    private async Task BlockAsync(IReadOnlyList<PlanNode> blocked, CancellationToken cancellationToken)
    {
        foreach (var node in blocked)
        {
            _taken.Add(node.Step.Id);
            var before = _hold.State.Ended[node.Needs.First(id => !MayFollow(node, _hold.State.Ended[id]))];
            var problem = before.Status == StepStatus.Skipped
                ? new Problem(ProblemWords.RefMissing, $"It needs a result of {before.StepId}, which was not run.")
                : new Problem(before.Problem?.Code ?? ProblemWords.RefMissing, $"It waits for {before.StepId}, which did not succeed.");
            var outcome = Outcomes.Of(StepUnit.Of(node), StepStatus.Blocked, null, problem);
            await _hold.AppendAsync(RunStatus.Running, [Entries.Start(new StepStart { StepId = node.Step.Id, Intent = node.Step.Intent }), Entries.End(outcome)], cancellationToken);
        }
    }

    /// <summary>Begins a wave; the conditions only a model can judge are judged in one call.</summary>
    private List<Task> StartWave(List<PlanNode> ready, CancellationToken cancellationToken)
    {
        var judged = ready.Where(WantsJudge).ToList();
        var tasks = ready.Except(judged).Select(node => RunNodeAsync(node, null, cancellationToken)).ToList();
        if (judged.Count > 0)
        {
            tasks.Add(JudgeAsync(judged, cancellationToken));
        }

        return tasks;
    }

    private bool WantsJudge(PlanNode node) =>
        node.Step.When is { } condition && !EachExpansion.IsEach(node.Step) && !_hold.State.Begun.ContainsKey(node.Step.Id) && !_hold.State.Refused.ContainsKey(node.Step.Id)
        && Conditioning.WantsJudge(node, Conditioning.Evaluate(condition, _runner.Scope, _parts.Time, null));

    private async Task JudgeAsync(List<PlanNode> nodes, CancellationToken cancellationToken)
    {
        var before = _parts.Time.GetTimestamp();
        var words = await _parts.Judge.JudgeAsync([.. nodes.Select(node => node.Step)], _runner.Scope, _budget, cancellationToken);
        Interlocked.Add(ref _conditionsMs, (long)_parts.Time.GetElapsedTime(before).TotalMilliseconds);
        await Task.WhenAll(nodes.Select(node => RunNodeAsync(node, Conditioning.Judged(node.Step.When!, words.GetValueOrDefault(node.Step.Id)), cancellationToken)));
    }

    private async Task RunNodeAsync(PlanNode node, ConditionVerdict? judged, CancellationToken cancellationToken)
    {
        // Off the loop at once: a step must not keep its neighbours from beginning.
        await Task.Yield();
        var ends = EachExpansion.IsEach(node.Step)
            ? await RunEachAsync(node, cancellationToken)
            : [await _runner.RunAsync(StepUnit.Of(node), judged, cancellationToken)];
        lock (_gate)
        {
            _waits.AddRange(ends.OfType<UnitEnd.Waits>());
            _asks.AddRange(ends.OfType<UnitEnd.Asks>().Select(asks => asks.Question));
            _isStopped |= ends.Any(end => end is UnitEnd.Stopped);
        }
    }

    /// <summary>Runs every element; writes one after the other, reads at once.</summary>
    private async Task<IReadOnlyList<UnitEnd>> RunEachAsync(PlanNode node, CancellationToken cancellationToken)
    {
        var (units, problem) = EachExpansion.Of(node, _runner.Scope);
        if (node.IsWrite && units.Count > _parts.Settings.Current.Limits.Writes)
        {
            (units, problem) = ([], new Problem(ProblemWords.PlanTooLarge, $"It would change {units.Count} things; at most {_parts.Settings.Current.Limits.Writes} a message."));
        }

        var ends = new List<UnitEnd>();
        if (node.IsWrite)
        {
            foreach (var unit in units)
            {
                ends.Add(await _runner.RunAsync(unit, null, cancellationToken));
            }
        }
        else
        {
            ends.AddRange(await Task.WhenAll(units.Select(unit => _runner.RunAsync(unit, null, cancellationToken))));
        }

        if (ends.All(end => end is UnitEnd.Ended))
        {
            var whole = problem is null
                ? EachExpansion.Whole(node, [.. ends.OfType<UnitEnd.Ended>().Select(end => end.Outcome)])
                : Outcomes.Of(StepUnit.Of(node), StepStatus.Failed, null, problem);
            await _hold.AppendAsync(RunStatus.Running, [Entries.Start(new StepStart { StepId = node.Step.Id, Intent = node.Step.Intent }), Entries.End(whole)], cancellationToken);
        }

        return ends;
    }
}
