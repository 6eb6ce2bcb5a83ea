using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Completions;

/// <summary>Which answers stand behind idempotency keys, on all nodes. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface ICompletionKeys
{
    /// <summary>Takes a key that is free, or whose taker stopped holding it without an answer.</summary>
    Task<KeyClaim> ClaimAsync(CompletionKey key, Guid requestId, KeyTimes times, CancellationToken cancellationToken);

    /// <summary>Holds a taken key longer while its answer is made.</summary>
    Task HoldAsync(CompletionKey key, Guid requestId, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Puts the answer behind a taken key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="requestId">The exchange that took it.</param>
    /// <param name="answer">A JSON object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SaveAsync(CompletionKey key, Guid requestId, string answer, CancellationToken cancellationToken);

    /// <summary>Reads the answer an exchange put behind a key; null when there is none, or the key's time is over.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="service">The calling application.</param>
    /// <param name="hash">Hash of the key.</param>
    /// <param name="requestId">The exchange.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<string?> FindAsync(string tenant, string service, string hash, Guid requestId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Lets a taken key go: there is no answer, and whoever asks again is answered anew.</summary>
    Task ReleaseAsync(CompletionKey key, Guid requestId, CancellationToken cancellationToken);
}
