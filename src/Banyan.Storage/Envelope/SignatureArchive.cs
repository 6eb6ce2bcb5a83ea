using System.Security.Cryptography;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage.Envelope;

/// <summary>Sealed signatures near at hand and, behind them, in the store the nodes share. The store may be slow or away: nobody waits long for it.</summary>
internal sealed partial class SignatureArchive(SignatureStore store, SignatureShelf shelf, TimeProvider time, ILogger<SignatureArchive> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private long _restUntil;

    /// <summary>What is near at hand.</summary>
    public SignatureShelf Shelf => shelf;

    /// <summary>Fetches signatures to the shelf.</summary>
    /// <returns>Whether any was found.</returns>
    public async ValueTask<bool> FetchAsync(string tenant, IReadOnlyCollection<string> calls, CancellationToken cancellationToken)
    {
        var found = await TryAsync(() => store.FindAsync(tenant, [.. calls.Select(SignatureShelf.Hash)], cancellationToken), cancellationToken);
        foreach (var one in found ?? [])
        {
            shelf.Put(tenant, one);
        }

        return found is { Count: > 0 };
    }

    /// <summary>Stores signatures, on a thread of its own: a database in a file blocks while it writes.</summary>
    public Task KeepAsync(string tenant, IReadOnlyList<KeptSignature> signatures) =>
        Task.Run(() => TryAsync(
            async () =>
            {
                await store.PutAsync(tenant, signatures, CancellationToken.None);
                return signatures;
            },
            CancellationToken.None));

    /// <summary>Deletes what has expired.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => store.SweepAsync(cancellationToken);

    /// <summary>Does something with the database for as long as anyone can wait; null when it was not to be had, and nobody asks again for five seconds.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref _restUntil))
        {
            return null;
        }

        try
        {
            return await work().WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception away) when (away is StoreAwayException or TimeoutException or CryptographicException)
        {
            Interlocked.Exchange(ref _restUntil, (time.GetUtcNow() + Rest).UtcTicks);
            LogAway(log, away);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reasoning signatures can't be stored or fetched; other nodes leave them out meanwhile")]
    private static partial void LogAway(ILogger logger, Exception away);
}
