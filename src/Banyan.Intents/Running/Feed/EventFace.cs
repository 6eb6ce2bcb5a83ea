using System.Text.Json;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Feed;

/// <summary>What a watcher sees of an event: the grammar of the stream. Values of results are not in it; they stand in the answer.</summary>
internal static class EventFace
{
    /// <summary>The kind that closes an answer.</summary>
    public const string Finished = "run.finished";

    /// <summary>The face of an event; null for one that has none, or was emptied.</summary>
    public static RunEvent? Of(string runId, JournalEvent happened)
    {
        var data = happened.Data;
        if (!data.EnumerateObject().Any())
        {
            return null;
        }

        return happened.Kind switch
        {
            EventKinds.MessageReceived => Show("run.started", FeedJson.Write(new RunStartedFace(runId))),
            EventKinds.ConfirmationGiven => Show("run.started", FeedJson.Write(new RunStartedFace(runId))),
            EventKinds.PlanAccepted => Plan(data.Deserialize(RunJson.Default.RunPin)!.Plan),
            EventKinds.StepStarted => Show("step.started", FeedJson.Write(StepFace.Of(data.Deserialize(RunJson.Default.StepStart)!))),
            EventKinds.StepEnded => Show("step.finished", FeedJson.Write(StepFace.Of(data.Deserialize(RunJson.Default.StepOutcome)!))),
            EventKinds.ConfirmationAsked => Show("confirmation.required", FeedJson.Write(ConfirmationFace.Of(data.Deserialize(RunJson.Default.ConfirmationAsked)!))),
            EventKinds.DraftKept => Show("clarify", data),
            EventKinds.AnswerPiece => Show("answer.delta", data),
            EventKinds.AnswerEnded => Show(Finished, data),
            _ => null,
        };

        RunEvent Show(string kind, JsonElement shown) => new(runId, happened.Sequence, kind, shown);

        RunEvent Plan(Plan plan) => plan.Kind == PlanKind.Refuse
            ? Show("refused", FeedJson.Write(new RefusedFace(plan.Words ?? "")))
            : Show("plan.ready", FeedJson.Write(PlanFace.Of(plan)));
    }
}
