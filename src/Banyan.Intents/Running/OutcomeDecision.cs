using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Wire;

namespace Banyan.Intents.Running;

/// <summary>
/// Lets an operator say whether a write was done that ended as <c>unknown_outcome</c>. The word is added to the run's journal; nothing is sent.
/// Throws <see cref="StoreAwayException"/> while the store can't be reached.
/// </summary>
public sealed class OutcomeDecision
{
    private const int MostReason = 500;
    private readonly IJournalStore _journal;
    private readonly IJournalUpkeep _upkeep;
    private readonly (TimeProvider Time, RunningOptions Options) _around;

    internal OutcomeDecision(IJournalStore journal, IJournalUpkeep upkeep, (TimeProvider Time, RunningOptions Options) around) => (_journal, _upkeep, _around) = (journal, upkeep, around);

    /// <summary>Decides.</summary>
    /// <param name="by">Who; of the run's tenant.</param>
    /// <param name="what">The run, its step, and whether it was done.</param>
    /// <param name="reason">Why; 1 to 500 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run as it stands then, as JSON; or why not: <c>not_found</c>, <c>invalid_request</c>, <c>conflict</c> while the run is under way or when the step's outcome is known.</returns>
    public async Task<(JsonElement? Run, Failure? Failure)> DecideAsync(Caller by, (string Run, string Step, bool Happened) what, string reason, CancellationToken cancellationToken)
    {
        if (reason.Trim().Length is 0 or > MostReason)
        {
            return (null, new Failure(FailureKind.CallerFault, "invalid_request", $"An outcome is decided for a reason of 1 to {MostReason} characters.") { Param = "reason" });
        }

        if (await _journal.FindAsync(by.Tenant, what.Run, cancellationToken) is not { } run)
        {
            return (null, new Failure(FailureKind.CallerFault, "not_found", "There is no such run."));
        }

        var state = RunFold.Of(await _journal.ReadAsync(by.Tenant, run.Id, 0, cancellationToken));
        if (run.IsOpen || state.Ended.GetValueOrDefault(what.Step)?.Status != StepStatus.UnknownOutcome)
        {
            return (null, Conflict(run.IsOpen ? "The run is still under way." : $"Step '{what.Step}' has no unknown outcome."));
        }

        var data = RunJson.Write(new OutcomeResolved(what.Step, what.Happened, $"key:{by.KeyId}", reason), RunJson.Default.OutcomeResolved);
        var entry = new JournalEntry(EventKinds.OutcomeResolved, data);
        var after = RunFold.Apply(state, new JournalEvent(run.Head + 1, entry.Kind, _around.Time.GetUtcNow(), _around.Options.Node, run.Fence, data));
        var append = new JournalAppend
        {
            Tenant = run.Tenant,
            RunId = run.Id,
            Fence = run.Fence,
            Node = _around.Options.Node,
            At = _around.Time.GetUtcNow(),
            Events = [entry],
            Status = RunWords.Of(after.Status),
            IsOpen = false,
        };
        return await _upkeep.AmendAsync(append, run.Head, cancellationToken)
            ? (RunStateJson.Write(run with { Head = run.Head + 1, Status = append.Status }, after, withValues: false), null)
            : (null, Conflict("Somebody else decided about the run at the same time; look again."));
    }

    private static Failure Conflict(string message) => new(FailureKind.CallerFault, "conflict", message);
}
