using Banyan.Intents.Conditions;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Repeats the reads behind a confirmed write when they are old: a yes is good for what the user was shown. What changed is asked again.</summary>
internal sealed class Recheck(StepParts parts, RunHold hold, RunScope pinned)
{
    /// <summary>Repeats what is too old behind a unit the user said yes to.</summary>
    /// <returns>Why it can't be sent; null when it may go on to its checks.</returns>
    public async Task<Problem?> RunAsync(StepUnit unit, CancellationToken cancellationToken)
    {
        if (!hold.State.Confirmed.ContainsKey(unit.Id))
        {
            return null;
        }

        var isChanged = false;
        var oldest = parts.Time.GetUtcNow() - parts.Settings.Current.RecheckAfter;
        foreach (var source in PlanGraph.PathsOf(unit.Step).GroupBy(path => path.Root, StringComparer.Ordinal).Where(source => IsOld(source.Key, oldest)))
        {
            var was = hold.State.Ended[source.Key];
            if (await RepeatAsync(was, cancellationToken) is { } problem)
            {
                return problem;
            }

            var now = hold.State.Ended[source.Key];
            isChanged |= source.Any(path => Text(path, was) != Text(path, now));
        }

        if (isChanged)
        {
            await hold.AppendAsync(RunStatus.Running, [Entries.Guards(unit.Id, [new GuardDecision("confirmation", false, State.GuardDecided.Changed)])], cancellationToken);
        }

        return null;
    }

    private bool IsOld(string stepId, DateTimeOffset oldest) =>
        hold.State.Ended.TryGetValue(stepId, out var outcome) && outcome is { Status: StepStatus.Succeeded, Arguments: not null }
        && pinned.Catalogue.Intents.GetValueOrDefault(outcome.Intent)?.Effect == Effect.Read
        && hold.State.EndedAt[stepId] <= oldest;

    private async Task<Problem?> RepeatAsync(StepOutcome was, CancellationToken cancellationToken)
    {
        var intent = pinned.Catalogue.Intents[was.Intent];
        var sent = await parts.Sender.ReadAsync(new StepCall(intent, was.Arguments!.Value, pinned.Subject, pinned.RunId, was.StepId), cancellationToken);
        if (sent.Reply is not { Problem: null, Value: { } value })
        {
            return sent.Reply.Problem ?? new Problem(ProblemWords.BackendContract, "What the confirmation rested on could not be read again.");
        }

        parts.Cache.Keep(pinned.RunId, intent, was.Arguments.Value, new OwnedRead(value, false, null));
        var shown = parts.Guards.CheckOutput(intent, was.Arguments, value, pinned with { Ended = hold.State.Ended });
        if (shown.Problem is null)
        {
            await hold.AppendAsync(RunStatus.Running, [Entries.Start(new State.StepStart { StepId = was.StepId, Intent = was.Intent, IsSent = true }), Entries.End(was with { Value = shown.Value, Backend = sent.By?.Backend.Name, Generation = sent.By?.Backend.Generation })], cancellationToken);
        }

        return shown.Problem;
    }

    private static string? Text(ValuePath path, StepOutcome outcome) => outcome.Value is { } value && path.In(value) is { } at ? CanonicalJson.Text(at) : null;
}
