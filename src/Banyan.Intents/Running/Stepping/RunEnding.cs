using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Closes a piece of work on a run: asks for the yes that is left, takes back what was to be all or nothing, and says how it stands.</summary>
internal sealed class RunEnding(StepParts parts, RunHold hold, StepRunner runner, IReadOnlyList<PlanNode> nodes)
{
    private const int MostDraws = 20;

    /// <summary>Closes.</summary>
    public async Task<RunOutcome> EndAsync(RunRest rest, CancellationToken cancellationToken)
    {
        var isOver = rest.IsStopped || hold.IsCancelAsked;
        if (rest.Waits.Count > 0 && !isOver)
        {
            var asked = await AskAsync(rest.Waits, cancellationToken);
            return Outcome(RunStatus.AwaitingConfirmation, rest, null) with { Confirmation = asked };
        }

        var problem = isOver ? await StopAsync(cancellationToken) : null;
        var isGood = hold.State.Ended.Values.All(Outcomes.IsWell);
        if (hold.State.IsAllOrNothing && !isGood)
        {
            await new Compensation(parts, hold, runner).TakeBackAsync(cancellationToken);
        }

        return Outcome(Status(rest, problem), rest, problem) with { Undoable = isGood ? [] : Compensation.Undoable(hold.State, runner.Scope) };
    }

    private RunStatus Status(RunRest rest, Problem? problem)
    {
        var outcomes = nodes.Select(node => hold.State.Ended.GetValueOrDefault(node.Step.Id)).OfType<StepOutcome>().ToList();
        var isOpen = rest.Asks.Count > 0 || outcomes.Count < nodes.Count;
        return Outcomes.Together(outcomes) switch
        {
            _ when hold.IsCancelAsked => RunStatus.Cancelled,
            RunStatus.Failed when hold.State.Refused.Values.Contains("expired", StringComparer.Ordinal) => RunStatus.Expired,
            RunStatus.Failed when !hold.State.Refused.IsEmpty && outcomes.All(one => one.Problem?.Code is ProblemWords.ConfirmDeclined or null || one.Status == StepStatus.Blocked) => RunStatus.Cancelled,
            RunStatus.Succeeded when isOpen && problem is null => outcomes.Count == 0 && nodes.Count > 0 ? RunStatus.Planned : RunStatus.Partial,
            var status => status,
        };
    }

    private RunOutcome Outcome(RunStatus status, RunRest rest, Problem? problem)
    {
        var ended = hold.State.Ended.ToDictionary(StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => !ended.ContainsKey(node.Step.Id)))
        {
            ended[node.Step.Id] = Outcomes.Of(StepUnit.Of(node), StepStatus.Blocked, null, problem);
        }

        return new RunOutcome { Status = status, Scope = runner.Scope with { Ended = ended }, Asks = rest.Asks, Problem = problem, Times = rest.Times };
    }

    private async Task<ConfirmationAsked> AskAsync(IReadOnlyList<UnitEnd.Waits> waits, CancellationToken cancellationToken)
    {
        var hashes = waits.ToDictionary(one => one.Id, one => one.Need.Hash, StringComparer.Ordinal);
        var text = string.Join(' ', waits.OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => one.Need.Text).Distinct(StringComparer.Ordinal));
        for (var draw = 1; ; draw++)
        {
            var asked = new ConfirmationAsked(ConfirmationCode.Draw(), text, hashes, parts.Hold.Now() + parts.Settings.Current.ConfirmExpires);
            var entry = new JournalEntry(EventKinds.ConfirmationAsked, RunJson.Write(asked, RunJson.Default.ConfirmationAsked));
            var row = new JournalConfirmation
            {
                Tenant = hold.Run.Tenant,
                SubjectId = hold.Run.SubjectId,
                Code = asked.Code,
                RunId = hold.Run.Id,
                ConversationId = hold.Run.ConversationId,
                Hashes = [.. hashes.Values],
                ExpiresAt = asked.ExpiresAt,
            };
            if (await hold.AskAsync(row, [.. waits.SelectMany(one => one.Before), entry], cancellationToken))
            {
                return asked;
            }

            if (draw == MostDraws)
            {
                throw new InvalidOperationException("No free confirmation code was drawn in twenty tries.");
            }
        }
    }

    /// <summary>What had not begun when the run was stopped is blocked, and says why.</summary>
    private async Task<Problem?> StopAsync(CancellationToken cancellationToken)
    {
        var problem = hold.IsCancelAsked ? null : new Problem(ProblemWords.BudgetExceeded, "The time for this message is over.");
        foreach (var node in nodes.Where(node => !hold.State.Ended.ContainsKey(node.Step.Id)))
        {
            var outcome = Outcomes.Of(StepUnit.Of(node), StepStatus.Blocked, null, problem);
            await hold.AppendAsync(RunStatus.Running, [Entries.Start(new StepStart { StepId = node.Step.Id, Intent = node.Step.Intent }), Entries.End(outcome)], cancellationToken);
        }

        return problem;
    }
}
