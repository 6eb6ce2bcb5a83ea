namespace Banyan.Intents.Settings.Deciding;

/// <summary>Keeps what operators decided. Every member throws <see cref="Gateway.Spine.StoreAwayException"/> while the store can't be reached.</summary>
public interface IDecisionStore
{
    /// <summary>Reads every decision in force, in no particular order.</summary>
    Task<IReadOnlyList<OperatorDecision>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Puts a decision in place of the one before it on the same thing, and adds the act to the audit log in the same transaction.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="act">What the audit log says of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PutAsync(OperatorDecision decision, Gateway.Spine.AuditAct act, CancellationToken cancellationToken);
}
