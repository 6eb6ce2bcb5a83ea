using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Stepping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>From events to state. Pure; folds any prefix of a journal. An event that was emptied, or that a later release wrote, moves the head and nothing else.</summary>
internal static class RunFold
{
    /// <summary>Folds a journal from its beginning.</summary>
    public static RunState Of(IEnumerable<JournalEvent> events) => events.Aggregate(new RunState(), Apply);

    /// <summary>Folds one more event.</summary>
    public static RunState Apply(RunState state, JournalEvent happened)
    {
        var next = state with { Head = happened.Sequence };
        var data = happened.Data;
        if (data.ValueKind != JsonValueKind.Object || !data.EnumerateObject().Any())
        {
            return next;
        }

        return happened.Kind switch
        {
            EventKinds.MessageReceived => next with { Message = data },
            EventKinds.PlanAccepted => next with { Pin = data.Deserialize(RunJson.Default.RunPin), Status = RunStatus.Running },
            EventKinds.DraftKept => next with { Draft = data },
            EventKinds.ConfirmationAsked => next with { Waits = data.Deserialize(RunJson.Default.ConfirmationAsked), Status = RunStatus.AwaitingConfirmation },
            EventKinds.ConfirmationGiven => Answered(next, data.Deserialize(RunJson.Default.ConfirmationAnswered)!),
            EventKinds.GuardDecided => Decided(next, data.Deserialize(RunJson.Default.GuardDecided)!),
            EventKinds.StepStarted => Started(next, data.Deserialize(RunJson.Default.StepStart)!, happened.At),
            EventKinds.StepEnded => EndedStep(next, data.Deserialize(RunJson.Default.StepOutcome)!, happened.At),
            EventKinds.StepCompensated => Compensated(next, data.Deserialize(RunJson.Default.StepCompensated)!),
            EventKinds.AnswerPiece => next with { AnswerText = next.AnswerText + data.GetProperty("text").GetString() },
            EventKinds.AnswerEnded => next with { Answer = data, Told = next.Told + SpentOn(data) },
            EventKinds.RunEnded => EndedRun(next, data.Deserialize(RunJson.Default.RunEnded)!, happened.At),
            EventKinds.OutcomeResolved => Resolved(next, data.Deserialize(RunJson.Default.OutcomeResolved)!),
            _ => next,
        };
    }

    private static RunState Answered(RunState state, ConfirmationAnswered answered)
    {
        if (state.Waits is not { } waits || waits.Code != answered.Code)
        {
            return state;
        }

        var going = state with { Waits = null, Status = RunStatus.Running, AnswerText = "", Answer = null, Draft = null };
        return answered.State == "given"
            ? going with { Confirmed = going.Confirmed.SetItems(waits.Hashes), IsAllOrNothing = going.IsAllOrNothing || answered.IsAllOrNothing }
            : going with { Refused = going.Refused.SetItems(waits.Hashes.Keys.Select(step => KeyValuePair.Create(step, answered.State))) };
    }

    private static Spending SpentOn(JsonElement answer) =>
        answer.TryGetProperty("modelCalls", out var calls) && answer.TryGetProperty("tokens", out var tokens) && answer.TryGetProperty("usd", out var usd)
            ? new Spending(calls.GetInt32(), tokens.GetInt32(), decimal.Parse(usd.GetString()!, CultureInfo.InvariantCulture))
            : Spending.None;

    /// <summary>A yes is taken back when what it rested on has changed.</summary>
    private static RunState Decided(RunState state, GuardDecided decided) =>
        decided.Decisions.Any(one => one is { Check: "confirmation", Ok: false, Reason: GuardDecided.Changed }) ? state with { Confirmed = state.Confirmed.Remove(decided.StepId) } : state;

    private static RunState Started(RunState state, StepStart start, DateTimeOffset at) => state with
    {
        Status = RunStatus.Running,
        Begun = state.Begun.SetItem(start.StepId, start),
        BegunAt = state.BegunAt.SetItem(start.StepId, at),
    };

    private static RunState EndedStep(RunState state, StepOutcome outcome, DateTimeOffset at) => state with
    {
        Begun = state.Begun.Remove(outcome.StepId),
        BegunAt = state.BegunAt.Remove(outcome.StepId),
        Ended = state.Ended.SetItem(outcome.StepId, outcome),
        EndedAt = state.EndedAt.SetItem(outcome.StepId, at),
    };

    private static RunState Compensated(RunState state, StepCompensated back)
    {
        var tried = state with { TakenBack = state.TakenBack.Add(back.StepId) };
        return back.By.Status == StepStatus.Succeeded && state.Ended.TryGetValue(back.StepId, out var outcome)
            ? tried with { Ended = state.Ended.SetItem(back.StepId, outcome with { Status = StepStatus.Compensated }) }
            : tried;
    }

    private static RunState EndedRun(RunState state, RunEnded end, DateTimeOffset at) => state with { Status = end.Status, End = end, OverAt = at, Waits = null };

    /// <summary>A write nobody could say was done is done or not, by an operator's word; the run stands as if it had ended so.</summary>
    private static RunState Resolved(RunState state, OutcomeResolved word)
    {
        if (state.Ended.GetValueOrDefault(word.StepId) is not { Status: StepStatus.UnknownOutcome } outcome)
        {
            return state;
        }

        var known = word.Happened
            ? outcome with { Status = StepStatus.Succeeded, Problem = null }
            : outcome with { Status = StepStatus.Failed, Problem = new Problem(ProblemWords.UnknownOutcome, "An operator found that it was not done.") };
        var ended = state.Ended.SetItem(word.StepId, known);
        return state with { Ended = ended, Status = Outcomes.Together([.. ended.Values]) };
    }
}
