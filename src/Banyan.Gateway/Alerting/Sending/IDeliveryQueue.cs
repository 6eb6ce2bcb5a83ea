using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Deliveries that wait, shared by all nodes: each attempt is one node's. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IDeliveryQueue
{
    /// <summary>Webhooks that are enabled and have a delivery due.</summary>
    Task<IReadOnlyList<(string Tenant, Guid Webhook)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes the delivery of a webhook that is due longest.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="webhook">Of which webhook.</param>
    /// <param name="now">The present.</param>
    /// <param name="until">When another node may take it if nothing is heard of this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when none is due, or others have them all.</returns>
    Task<DueDelivery?> ClaimNextAsync(string tenant, Guid webhook, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Takes one delivery that is due, of a webhook that need not be enabled.</summary>
    /// <returns>Null when it is not due, or another node has it.</returns>
    Task<DueDelivery?> ClaimAsync(string tenant, Guid delivery, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Ends an attempt; nothing happens when the delivery is another's by now.</summary>
    /// <param name="due">The delivery.</param>
    /// <param name="result">What became of the attempt.</param>
    /// <param name="next">When it is tried again; null for never.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was another's.</returns>
    Task<bool> EndAsync(DueDelivery due, AttemptResult result, DateTimeOffset? next, CancellationToken cancellationToken);

    /// <summary>Gives a delivery back whose attempt was not made: it is due at once, and the attempt does not count.</summary>
    Task ReturnAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many deliveries of enabled webhooks wait, and since when the eldest does.</summary>
    Task<(long Waiting, DateTimeOffset? Oldest)> BacklogAsync(CancellationToken cancellationToken);

    /// <summary>Webhooks that are enabled and whose attempts fail, with how many did in a row.</summary>
    Task<IReadOnlyList<(string Tenant, Guid Webhook, int Failures)>> FailingAsync(CancellationToken cancellationToken);

    /// <summary>Removes deliveries of events before an instant, of every tenant.</summary>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
