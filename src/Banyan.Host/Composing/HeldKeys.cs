using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Composing;

/// <summary>Idempotency keys while their answers are made: taken by one node, held as long as it lives, free again soon after it died.</summary>
internal sealed class HeldKeys(ICompletionKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes a key, waiting for another node that holds it.</summary>
    /// <returns>The key is ours, or was used for something else, or has its answer.</returns>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public async Task<KeyClaim> TakeAsync(CompletionKey key, Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var claim = await keys.ClaimAsync(key, id, new KeyTimes(now, now + Held, now + Kept), cancellationToken);
            if (claim.IsMine || claim.IsOther || claim.Answer is not null)
            {
                return claim;
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>Holds a key that is ours while its answer is made, and puts the answer behind it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="id">The exchange that took it.</param>
    /// <param name="make">Makes the answer, as a JSON object; null when there is none to keep, and the key is let go.</param>
    public async Task AnswerAsync(CompletionKey key, Guid id, Func<Task<string?>> make)
    {
        string? answer = null;
        await using var holding = time.CreateTimer(_ => _ = TryAsync(() => keys.HoldAsync(key, id, time.GetUtcNow() + Held, CancellationToken.None)), null, Held / 4, Held / 4);
        try
        {
            answer = await make();
        }
        finally
        {
            await TryAsync(() => answer is null ? keys.ReleaseAsync(key, id, CancellationToken.None) : keys.SaveAsync(key, id, answer, CancellationToken.None));
        }
    }

    /// <summary>A key that can't be held or let go runs out by itself.</summary>
    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreAwayException)
        {
        }
    }
}
