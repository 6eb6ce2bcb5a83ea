namespace Banyan.Intents.Running.Journal;

/// <summary>What happens to journals after their runs have ended: text goes with its conversation, rows go with age, an operator's word on an outcome is added. Open runs are never touched.</summary>
/// <remarks>All calls throw <see cref="Gateway.Spine.StoreAwayException"/> when the store can't be reached.</remarks>
public interface IJournalUpkeep
{
    /// <summary>The tenants that have runs.</summary>
    Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken);

    /// <summary>Removes what was said and given from the journals of one conversation of a person; kinds, numbers and instants stay.</summary>
    /// <returns>How many runs were emptied.</returns>
    Task<int> EmptyAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken);

    /// <summary>The same for runs whose conversation is gone.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="most">At most so many runs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many runs were emptied.</returns>
    Task<int> EmptyOrphansAsync(string tenant, int most, CancellationToken cancellationToken);

    /// <summary>Deletes runs begun before an instant, with their events and confirmations.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="before">Runs begun then or later stay.</param>
    /// <param name="most">At most so many runs, oldest first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many runs went.</returns>
    Task<int> ExpireAsync(string tenant, DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>Adds events to a run that has ended.</summary>
    /// <param name="append">What; its fence, node and status are written as they stand.</param>
    /// <param name="head">The number of the last event the writer knows of.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the run is open, not there, or has further events; nothing is written then.</returns>
    Task<bool> AmendAsync(JournalAppend append, long head, CancellationToken cancellationToken);
}
