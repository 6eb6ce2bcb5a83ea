using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Gets hold of a run to carry a reply to its question through, once: a reply that comes again is shown what came of the first.</summary>
internal sealed class ReplyTaking(IJournalStore journal, IRunner runner)
{
    /// <summary>Takes the run.</summary>
    /// <param name="run">Whose question is answered.</param>
    /// <param name="code">The question.</param>
    /// <param name="place">Where the reply stands in the conversation's line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The hold, when the reply is this one's to carry; else where to watch, or why not.</returns>
    public async Task<(RunHold? Hold, Accepted Where)> TakeAsync(JournalRun run, string code, ConversationPlace place, CancellationToken cancellationToken)
    {
        for (var hasWaited = false; ; hasWaited = true)
        {
            if (await GivenAsync(run, code, cancellationToken) is { } given)
            {
                return (null, new Accepted(run.Id, given - 1, null));
            }

            if (await runner.TakeAsync(run.Tenant, run.Id, cancellationToken) is { } hold)
            {
                return (hold, new Accepted(run.Id, hold.Run.Head, null));
            }

            if (hasWaited)
            {
                // The same reply stands in line behind and has the run already: it begins where the journal ends now.
                var now = await journal.FindAsync(run.Tenant, run.Id, cancellationToken);
                return (null, new Accepted(run.Id, now is { IsOpen: true } ? now.Head : 0, null));
            }

            // Whoever asked lets the run go a moment after the question was told, and only then leaves the line: a quick yes waits for its turn.
            if (!await place.WaitAsync(cancellationToken))
            {
                return (null, Accepted.No(ProblemWords.ConversationBusy, "The conversation is still busy with earlier messages. Wait for their answers."));
            }
        }
    }

    /// <summary>The number of the event that answered the question; null while it is open.</summary>
    private async Task<long?> GivenAsync(JournalRun run, string code, CancellationToken cancellationToken)
    {
        var events = await journal.ReadAsync(run.Tenant, run.Id, 0, cancellationToken);
        return events.LastOrDefault(one => one.Kind == EventKinds.ConfirmationGiven && one.Data.Deserialize(RunJson.Default.ConfirmationAnswered)?.Code == code)?.Sequence;
    }
}
