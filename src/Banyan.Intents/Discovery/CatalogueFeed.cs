using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.Gateway.Spine;

namespace Banyan.Intents.Discovery;

/// <summary>Catalogues as they come into force on any node. A notice may be lost, so this node's own is looked at every five seconds as well. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public sealed class CatalogueFeed
{
    internal const string Topic = "intent-catalogue";
    private const int MostWaiting = 100;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly CatalogueHistory _history;
    private readonly IChangeNotices _notices;
    private readonly TimeProvider _time;

    internal CatalogueFeed(CatalogueHistory history, IChangeNotices notices, TimeProvider time) => (_history, _notices, _time) = (history, notices, time);

    /// <summary>Catalogues other than the one before, from now on; one that many nodes come to is told once.</summary>
    public async IAsyncEnumerable<CatalogueStamp> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Empty: time to look.
        var heard = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        using var listening = _notices.Listen(Topic, version => heard.Writer.TryWrite(version));
        using var ticking = _time.CreateTimer(static writer => ((ChannelWriter<string>)writer!).TryWrite(""), heard.Writer, Look, Look);
        var (own, last) = (_history.Current, _history.Current);
        while (true)
        {
            var version = await heard.Reader.ReadAsync(cancellationToken);
            if (version.Length == 0 && _history.Current != own)
            {
                version = own = _history.Current;
            }

            if (version.Length > 0 && version != last && await _history.FindAsync(version, cancellationToken) is { } kept)
            {
                last = version;
                yield return new CatalogueStamp(kept.Version, kept.CreatedAt);
            }
        }
    }
}
