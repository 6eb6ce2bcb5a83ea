namespace Banyan.Gateway.Spine;

/// <summary>Erases what is kept of a person.</summary>
public interface ISubjectEraser
{
    /// <summary>Deletes the person's content in every table that has any, and puts a pseudonym in the place of their name in what must stay: the ledger and the facts of exchanges. Runs of the orchestrator that are under way stay until they have ended.</summary>
    /// <param name="tenant">Whose tenant.</param>
    /// <param name="user">The person, as callers name them.</param>
    /// <param name="pseudonym">What stands in their place; a new one each time.</param>
    /// <param name="act">The act of the audit log, written with it; it names the pseudonym only.</param>
    /// <param name="cancellationToken">Gives up; then nothing is erased.</param>
    /// <returns>Rows deleted or emptied.</returns>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    Task<long> EraseAsync(string tenant, string user, string pseudonym, AuditAct act, CancellationToken cancellationToken);
}
