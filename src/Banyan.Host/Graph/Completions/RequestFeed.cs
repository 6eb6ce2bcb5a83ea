using System.Runtime.CompilerServices;
using Banyan.Gateway.Completions;

namespace Banyan.Host.Graph.Completions;

/// <summary>Exchanges as they end, of every node: the store is looked at every second, for each node writes there twice as often.</summary>
internal sealed class RequestFeed(ICompletionStore store, TimeProvider time)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // One that takes longer than this arrived too long ago to be news.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Those that end from now on and fit, in the order they arrived within one look.</summary>
    public async IAsyncEnumerable<CompletionRow> ReadAsync(CompletionQuery wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        var seen = (await LatestAsync(wanted, cancellationToken)).Select(row => row.Id).ToHashSet();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var latest = await LatestAsync(wanted, cancellationToken);
            foreach (var row in latest.Reverse().Where(row => seen.Add(row.Id)))
            {
                yield return row;
            }

            seen.IntersectWith(latest.Select(row => row.Id));
        }
    }

    private Task<IReadOnlyList<CompletionRow>> LatestAsync(CompletionQuery wanted, CancellationToken cancellationToken) =>
        store.ListAsync(wanted with { From = time.GetUtcNow() - Longest, Until = null, First = MostAtOnce }, cancellationToken);
}
