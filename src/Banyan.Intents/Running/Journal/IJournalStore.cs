namespace Banyan.Intents.Running.Journal;

/// <summary>Keeps the journals of runs: the only truth about what was done. One transaction a call; a late writer is refused by its fence.</summary>
/// <remarks>All calls throw <see cref="Gateway.Spine.StoreAwayException"/> when the store can't be reached.</remarks>
public interface IJournalStore
{
    /// <summary>Begins a run, or finds the one that the same message of the same conversation began before.</summary>
    Task<BegunRun> BeginAsync(NewRun run, CancellationToken cancellationToken);

    /// <summary>Makes a holder's fence the run's own, so that every earlier holder is late from here on.</summary>
    /// <returns>The run as it stands now; null when there is none, or when <paramref name="fence"/> itself is late.</returns>
    Task<JournalRun?> ClaimAsync(string tenant, string runId, long fence, CancellationToken cancellationToken);

    /// <summary>Appends events with the next numbers of the run, and changes its row, at most one confirmation and its turns with them: all or nothing.</summary>
    Task<AppendResult> AppendAsync(JournalAppend append, CancellationToken cancellationToken);

    /// <summary>Reads a run's events after a number, in order, without gaps.</summary>
    Task<IReadOnlyList<JournalEvent>> ReadAsync(string tenant, string runId, long after, CancellationToken cancellationToken);

    /// <summary>Reads the whole journals of several runs at once, each in order; a run that is not there has no events.</summary>
    Task<ILookup<string, JournalEvent>> ReadAllAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken);

    /// <summary>Finds a run by id; null when the tenant has none such.</summary>
    Task<JournalRun?> FindAsync(string tenant, string runId, CancellationToken cancellationToken);

    /// <summary>Finds a run by the message that began it; null when there is none.</summary>
    Task<JournalRun?> FindAsync(string tenant, string conversationId, string clientMessageId, CancellationToken cancellationToken);

    /// <summary>A person's runs, latest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="subjectId">The person.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="before">Only runs begun before the run of this id; null for the latest. Run ids sort by time.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<JournalRun>> ReadOfAsync(string tenant, string subjectId, RunFilter filter, string? before, int most, CancellationToken cancellationToken);

    /// <summary>Open runs of every tenant that are due at <paramref name="now"/> and whose lease nobody holds: their node is gone, or their confirmation is over. Oldest first.</summary>
    Task<IReadOnlyList<JournalRun>> ReadAbandonedAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>Asks for a run to stop before its next step; its holder hears of it with its next append.</summary>
    /// <returns>False when the person has no such open run.</returns>
    Task<bool> AskCancelAsync(string tenant, string subjectId, string runId, CancellationToken cancellationToken);

    /// <summary>Finds a confirmation by its code, whatever its state; null when the person has none such.</summary>
    Task<JournalConfirmation?> FindConfirmationAsync(string tenant, string subjectId, string code, CancellationToken cancellationToken);

    /// <summary>The open confirmation of a conversation, the latest first; null when there is none.</summary>
    Task<JournalConfirmation?> FindOpenConfirmationAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken);

    /// <summary>Counts a wrong try against the open confirmations of a conversation; the one that reaches <paramref name="most"/> is cancelled.</summary>
    /// <returns>The runs whose confirmation was cancelled by it.</returns>
    Task<IReadOnlyList<string>> MissAsync(string tenant, string subjectId, string conversationId, int most, CancellationToken cancellationToken);

    /// <summary>Removes what a person said and got from the journals of their ended runs; kinds, numbers and instants stay.</summary>
    /// <returns>How many runs were emptied.</returns>
    Task<int> EraseAsync(string tenant, string subjectId, CancellationToken cancellationToken);
}
