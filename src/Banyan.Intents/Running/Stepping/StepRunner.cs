using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>
/// Carries out one unit: (1) what the user or an earlier life of the run already decided; (2) its condition; (3) bind and check, every time anew;
/// (4) journal, send, check what came back, journal.
/// </summary>
internal sealed class StepRunner(StepParts parts, RunHold hold, RunScope pinned, DateTimeOffset deadline)
{
    private readonly Recheck _recheck = new(parts, hold, pinned);

    /// <summary>The run as it stands.</summary>
    public RunScope Scope => pinned with { Ended = hold.State.Ended, Confirmed = hold.State.Confirmed.Values.ToHashSet(StringComparer.Ordinal) };

    /// <summary>Carries out a unit as far as it goes.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="judged">A model's verdict on its condition; null when none was asked.</param>
    /// <param name="cancellationToken">Leaves it for another node.</param>
    public async Task<UnitEnd> RunAsync(StepUnit unit, ConditionVerdict? judged, CancellationToken cancellationToken)
    {
        var state = hold.State;
        if (state.Ended.TryGetValue(unit.Id, out var ended))
        {
            return new UnitEnd.Ended(ended);
        }

        if (unit.Node.Intent is not { } intent)
        {
            // What was sent once is not made undone by its definition being gone.
            return state.Begun.TryGetValue(unit.Id, out var sent) && sent is { IsSent: true, IsWrite: true }
                ? await EndAsync(Outcomes.Of(unit, StepStatus.UnknownOutcome, null, new Problem(ProblemWords.UnknownOutcome, $"{unit.Step.Intent}: it was sent, and nobody can say whether it was done. It is not sent again.")), [], cancellationToken)
                : await EndAsync(Outcomes.Of(unit, StepStatus.Denied, null, new Problem(ProblemWords.PlanUnknownIntent, $"{unit.Step.Intent} is not there.")), [], cancellationToken);
        }

        if (state.Begun.TryGetValue(unit.Id, out var begun) && begun is { IsSent: true, IsWrite: true })
        {
            return await GoOnAsync(unit, intent, begun, cancellationToken);
        }

        if (state.Refused.TryGetValue(unit.Id, out var word))
        {
            var problem = word == "declined" ? new Problem(ProblemWords.ConfirmDeclined, "You said no.") : new Problem(ProblemWords.ConfirmExpired, "It was not confirmed in time.");
            return await EndAsync(Outcomes.Of(unit, StepStatus.Denied, null, problem), [], cancellationToken);
        }

        if (hold.IsCancelAsked || parts.Time.GetUtcNow() >= deadline)
        {
            return new UnitEnd.Stopped();
        }

        if (await _recheck.RunAsync(unit, cancellationToken) is { } stale)
        {
            return await EndAsync(Outcomes.Of(unit, StepStatus.Failed, null, stale), [], cancellationToken);
        }

        return await DecideAsync(unit, intent, judged, cancellationToken);
    }

    /// <summary>Whether a unit that is not its turn yet would want a yes, as things stand. Sends and journals nothing; it is decided anew in its turn.</summary>
    public async Task<UnitEnd.Waits?> ProbeAsync(StepUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Node.Intent is null || hold.State.Refused.ContainsKey(unit.Id) || hold.State.Begun.ContainsKey(unit.Id)
            || (unit.Step.When is { } condition && Conditioning.Evaluate(condition, Scope, parts.Time, null).Value != Conditioning.True)
            || parts.Guards.Bind(unit.Step, Scope).Arguments is not { } arguments)
        {
            return null;
        }

        return await parts.Guards.CheckAsync(unit.Step, arguments, Scope, cancellationToken) is { Problem: null, Confirm: { } need } ? new UnitEnd.Waits(unit.Id, need, []) : null;
    }

    private async Task<UnitEnd> DecideAsync(StepUnit unit, Intent intent, ConditionVerdict? judged, CancellationToken cancellationToken)
    {
        var (before, verdict) = (new List<JournalEntry>(), (ConditionVerdict?)null);
        if (unit.Step.When is { } condition)
        {
            verdict = judged ?? Conditioning.Evaluate(condition, Scope, parts.Time, unit.Element);
            before.Add(Entries.Condition(unit.Id, verdict));
            if (verdict.Value != Conditioning.True)
            {
                return await EndAsync(Outcomes.Of(unit, StepStatus.Skipped, verdict, null), before, cancellationToken);
            }
        }

        var bound = parts.Guards.Bind(unit.Step, Scope);
        if (bound.Ask is { } question)
        {
            return new UnitEnd.Asks(question);
        }

        if (bound.Arguments is not { } arguments)
        {
            var problem = bound.Problem ?? new Problem(ProblemWords.ArgMissing, "An argument is missing.");
            return await EndAsync(Outcomes.Of(unit, Outcomes.StatusOf(problem), verdict, problem), before, cancellationToken);
        }

        var guards = await parts.Guards.CheckAsync(unit.Step, arguments, Scope, cancellationToken);
        before.Add(Entries.Guards(unit.Id, guards.Decisions));
        if (guards.Problem is { } denied)
        {
            return await EndAsync(Outcomes.Of(unit, Outcomes.StatusOf(denied), verdict, denied) with { Arguments = arguments, Guards = guards.Decisions }, before, cancellationToken);
        }

        return (guards.Confirm ?? JudgedNeed(unit, intent, arguments, verdict)) is { } need
            ? new UnitEnd.Waits(unit.Id, verdict is { By: "model" } ? need with { Text = $"{need.Text} (A model judged \"{verdict.Text}\": {verdict.Value}.)" } : need, before)
            : await SendAsync(unit, intent, new Ready(arguments, guards, verdict, before), cancellationToken);
    }

    /// <summary>A model's verdict never lets a write run by itself.</summary>
    private ConfirmationNeed? JudgedNeed(StepUnit unit, Intent intent, BoundArguments arguments, ConditionVerdict? verdict)
    {
        if (verdict is not { By: "model" } || intent.Effect == Effect.Read)
        {
            return null;
        }

        var hash = "judged:" + IdempotencyKey.Of(Scope, unit.Id, intent.Hash, arguments.Value);
        return hold.State.Confirmed.Values.Contains(hash, StringComparer.Ordinal) ? null : new ConfirmationNeed(hash, intent.Title + "?");
    }

    private async Task<UnitEnd> SendAsync(StepUnit unit, Intent intent, Ready ready, CancellationToken cancellationToken)
    {
        var queued = parts.Time.GetTimestamp();
        var call = Call(unit, intent, ready.Arguments) with { Deadline = deadline };
        Sent? sent;
        if (intent.Effect == Effect.Read)
        {
            // A read changes nothing: it need not wait until its start is written.
            await hold.AppendAsync(RunStatus.Running, [.. ready.Before, Entries.Start(Start(unit, ready, null))], cancellationToken);
            sent = await parts.Sender.ReadAsync(call, cancellationToken);
        }
        else
        {
            sent = await parts.Writes.SendAsync(hold, new WriteOrder(call, Start(unit, ready, IdempotencyKey.Of(Scope, unit.Id, intent.Key, ready.Arguments.Value)), ready.Before, Scope), cancellationToken);
        }

        if (sent is null)
        {
            return await EndAsync(Outcomes.Of(unit, StepStatus.Blocked, ready.Verdict, null), [], cancellationToken);
        }

        return await FinishAsync(unit, call, ready, sent, parts.Time.GetElapsedTime(queued) - sent.Took, cancellationToken);
    }

    /// <summary>A write whose node died between its start and its end.</summary>
    private async Task<UnitEnd> GoOnAsync(StepUnit unit, Intent intent, StepStart begun, CancellationToken cancellationToken)
    {
        var arguments = begun.Arguments!;
        var guards = await parts.Guards.CheckAsync(unit.Step, arguments, Scope, cancellationToken);
        var call = Call(unit, intent, arguments) with { Deadline = deadline };
        var sent = await parts.Writes.ResumeAsync(hold, new WriteOrder(call, begun, [], Scope), guards.Problem is null, cancellationToken);
        return await FinishAsync(unit, call, new Ready(arguments, guards with { IsOwned = begun.IsOwned }, null, []), sent, TimeSpan.Zero, cancellationToken);
    }

    private async Task<UnitEnd> FinishAsync(StepUnit unit, StepCall call, Ready ready, Sent sent, TimeSpan queued, CancellationToken cancellationToken)
    {
        var outcome = Outcomes.Of(unit, ready.Arguments, ready.Guards, sent) with { Condition = ready.Verdict, QueuedMs = Math.Max((long)queued.TotalMilliseconds, 0) };
        if (sent.Reply is { Problem: null, Value: { } value })
        {
            if (call.Intent.Effect == Effect.Read)
            {
                parts.Cache.Keep(call.RunId, call.Intent, call.Arguments, new OwnedRead(value, false, null));
            }

            var shown = parts.Guards.CheckOutput(call.Intent, ready.Arguments, value, Scope);
            var isRead = call.Intent.Effect == Effect.Read;
            outcome = outcome with
            {
                Value = shown.Value,
                IsOwned = outcome.IsOwned || shown.IsOwned,
                Guards = [.. outcome.Guards, new GuardDecision("output", shown.Problem is null, shown.Problem?.Code ?? (shown.Removed > 0 ? "foreign items were removed" : null))],
                // A write that is done is done, even when nothing of its answer may be shown.
                Status = shown.Problem is { } hidden && isRead ? Outcomes.StatusOf(hidden) : outcome.Status,
                Problem = isRead ? shown.Problem : null,
            };
            if (shown.Problem is null)
            {
                parts.Sender.Shadow(call, sent);
            }
        }

        else if (call.Intent.Effect == Effect.Read && sent.Reply.Status is 403 or 404 or 410 && parts.Guards.Absent(call.Intent, ready.Arguments, Scope) is { } absent)
        {
            // Not there reads like not yours, down to the last word.
            outcome = outcome with { Status = Outcomes.StatusOf(absent), Problem = absent, Guards = [.. outcome.Guards, new GuardDecision("output", false, absent.Code)] };
        }

        await hold.AppendAsync(RunStatus.Running, [Entries.End(outcome)], cancellationToken);
        return new UnitEnd.Ended(outcome);
    }

    private async Task<UnitEnd> EndAsync(StepOutcome outcome, IReadOnlyList<JournalEntry> before, CancellationToken cancellationToken)
    {
        await hold.AppendAsync(RunStatus.Running, [.. before, Entries.Start(new StepStart { StepId = outcome.StepId, Intent = outcome.Intent }), Entries.End(outcome)], cancellationToken);
        return new UnitEnd.Ended(outcome);
    }

    private StepCall Call(StepUnit unit, Intent intent, BoundArguments arguments) => new(intent, arguments.Value, pinned.Subject, pinned.RunId, unit.Id);

    private static StepStart Start(StepUnit unit, Ready ready, string? key) => new()
    {
        StepId = unit.Id,
        Intent = unit.Step.Intent,
        IsSent = true,
        IsWrite = key is not null,
        Key = key,
        ArgumentsHash = key is null ? null : IdempotencyKey.Of(ready.Arguments.Value),
        Arguments = ready.Arguments,
        IsOwned = ready.Guards.IsOwned,
    };

    private sealed record Ready(BoundArguments Arguments, GuardResult Guards, ConditionVerdict? Verdict, IReadOnlyList<JournalEntry> Before);
}
