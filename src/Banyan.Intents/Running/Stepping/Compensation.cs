using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Takes done writes back, last first, through the same guard rails and the same write protocol.</summary>
internal sealed class Compensation(StepParts parts, RunHold hold, StepRunner runner)
{
    /// <summary>Done writes that can be taken back and have not been.</summary>
    public static IReadOnlyList<string> Undoable(RunState state, RunScope scope) =>
    [
        .. state.Ended.Values
            .Where(one => one.Status == StepStatus.Succeeded && !state.TakenBack.Contains(one.StepId) && scope.Catalogue.Intents.GetValueOrDefault(one.Intent) is { Undo: not null, Effect: not Effect.Read })
            .OrderByDescending(one => state.EndedAt[one.StepId]).ThenByDescending(one => one.StepId, StringComparer.Ordinal)
            .Select(one => one.StepId),
    ];

    /// <summary>Takes everything back that can be. What can't be stays as it is, and is told.</summary>
    public async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach (var id in Undoable(hold.State, runner.Scope))
        {
            var outcome = await UndoAsync(hold.State.Ended[id], cancellationToken);
            var back = new StepCompensated(id, outcome);
            await hold.AppendAsync(RunStatus.Running, [new JournalEntry(EventKinds.StepCompensated, RunJson.Write(back, RunJson.Default.StepCompensated))], cancellationToken);
        }
    }

    private async Task<StepOutcome> UndoAsync(StepOutcome done, CancellationToken cancellationToken)
    {
        var scope = runner.Scope;
        var rule = scope.Catalogue.Intents[done.Intent].Undo!;
        var step = new PlanStep(done.StepId + "~undo", rule.Intent);
        var unit = new StepUnit(step.Id, new PlanNode(step, scope.Catalogue.Intents.GetValueOrDefault(rule.Intent), FrozenSet<string>.Empty, FrozenSet<string>.Empty, FrozenSet<string>.Empty), step, null);
        if (unit.Node.Intent is not { } intent || Arguments(rule, done) is not { } arguments)
        {
            return Outcomes.Of(unit, StepStatus.Failed, null, new Problem(ProblemWords.RefMissing, "What taking it back needs is not there."));
        }

        var guards = await parts.Guards.CheckAsync(step, arguments, scope, cancellationToken);
        if (guards is { Problem: null, Confirm: { } need })
        {
            // The yes to all or nothing was a yes to this.
            guards = await parts.Guards.CheckAsync(step, arguments, scope with { Confirmed = scope.Confirmed.Append(need.Hash).ToHashSet(StringComparer.Ordinal) }, cancellationToken);
        }

        if (guards.Problem is { } denied)
        {
            return Outcomes.Of(unit, Outcomes.StatusOf(denied), null, denied);
        }

        var start = new StepStart
        {
            StepId = step.Id,
            Intent = rule.Intent,
            IsSent = true,
            IsWrite = true,
            Key = IdempotencyKey.Of(scope, step.Id, rule.Intent, arguments.Value),
            ArgumentsHash = IdempotencyKey.Of(arguments.Value),
            Arguments = arguments,
            IsOwned = guards.IsOwned,
        };
        var order = new WriteOrder(new StepCall(intent, arguments.Value, scope.Subject, scope.RunId, step.Id), start, [], scope);
        var sent = hold.State.Begun.TryGetValue(step.Id, out var begun)
            ? await parts.Writes.ResumeAsync(hold, order with { Start = begun }, true, cancellationToken)
            : await parts.Writes.SendAsync(hold, order, cancellationToken);
        return sent is null ? Outcomes.Of(unit, StepStatus.Blocked, null, null) : Outcomes.Of(unit, arguments, guards, sent) with { Value = sent.Reply.Value };
    }

    private static BoundArguments? Arguments(UndoRule rule, StepOutcome done)
    {
        var (values, sources) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), new Dictionary<string, Provenance>(StringComparer.Ordinal));
        foreach (var (name, text) in rule.Args)
        {
            var path = ValuePath.Read(text).Path;
            var value = path?.Root switch
            {
                "args" when done.Arguments is { } sent => path.In(sent.Value),
                "result" when done.Value is { } result => path.In(result),
                _ => null,
            };
            if (value is not { } there)
            {
                return null;
            }

            values[name] = there;
            sources[name] = path!.Root == "args" && done.Arguments!.Provenance.TryGetValue(path.Parts[0].Name ?? "", out var source) ? source : Provenance.Tool(done.Backend ?? "", done.IsOwned);
        }

        return new BoundArguments(JsonSerializer.SerializeToElement(values, RunJson.Default.DictionaryStringJsonElement), sources);
    }
}
