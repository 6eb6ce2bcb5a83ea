using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>The book of each tenant, made anew when rows, servers or the configuration changed. While the store is away the last one stays in force.</summary>
internal sealed partial class ToolBooks : IDisposable
{
    private const string Topic = "tools";
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<IToolSource> _sources;
    private readonly IToolStore _store;
    private readonly ICatalog _catalog;
    private readonly IChangeNotices _notices;
    private readonly TimeProvider _time;
    private readonly ILogger<ToolBooks> _log;
    private readonly IDisposable _listening;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    public ToolBooks(IEnumerable<IToolSource> sources, IToolStore store, ICatalog catalog, IChangeNotices notices, ToolClock clock)
    {
        (_sources, _store, _catalog, _notices, _time, _log) = ([.. sources], store, catalog, notices, clock.Time, clock.Log);
        _listening = notices.Listen(Topic, Forget);
    }

    /// <summary>The configuration in force.</summary>
    public CatalogSnapshot Catalog => _catalog.Current;

    /// <summary>The book in force.</summary>
    public async ValueTask<ToolBook> ReadAsync(string tenant, CancellationToken cancellationToken)
    {
        var kept = _kept.GetValueOrDefault(tenant);
        return kept is not null && kept.CatalogVersion == _catalog.Current.Version && _time.GetElapsedTime(kept.SeenAt) < LookAgain
            ? kept.Book
            : await LookAsync(tenant, kept, cancellationToken);
    }

    /// <summary>The book as the store has it now.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public Task<ToolBook> ReadAnewAsync(string tenant, CancellationToken cancellationToken) => MakeAsync(tenant, cancellationToken);

    /// <summary>Makes the book anew here, and has every node look.</summary>
    public async Task ChangedAsync(string tenant, CancellationToken cancellationToken)
    {
        _kept.TryRemove(tenant, out _);
        await _notices.TellAsync(Topic, tenant, cancellationToken);
    }

    public void Dispose() => _listening.Dispose();

    private void Forget(string tenant) => _kept.TryRemove(tenant, out _);

    private async Task<ToolBook> LookAsync(string tenant, Kept? kept, CancellationToken cancellationToken)
    {
        try
        {
            if (kept is not null && kept.CatalogVersion == _catalog.Current.Version && await _store.RevisionAsync(cancellationToken) == kept.Revision)
            {
                _kept[tenant] = kept with { SeenAt = _time.GetTimestamp() };
                return kept.Book;
            }

            return await MakeAsync(tenant, cancellationToken);
        }
        catch (StoreAwayException away) when (kept is not null)
        {
            LogStale(_log, away);
            _kept[tenant] = kept with { SeenAt = _time.GetTimestamp() };
            return kept.Book;
        }
    }

    private async Task<ToolBook> MakeAsync(string tenant, CancellationToken cancellationToken)
    {
        // The revision first: a change in between is seen at the next look.
        var revision = await _store.RevisionAsync(cancellationToken);
        var catalog = _catalog.Current;
        var offered = new List<Tool>();
        foreach (var source in _sources)
        {
            offered.AddRange(await source.ListAsync(tenant, catalog, cancellationToken));
        }

        var book = ToolBook.Of(offered, await _store.ListAsync(tenant, cancellationToken));
        _kept[tenant] = new Kept(book, revision, catalog.Version, _time.GetTimestamp());
        return book;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tools can't be read; those known stay in force")]
    private static partial void LogStale(ILogger logger, Exception failed);

    private sealed record Kept(ToolBook Book, long Revision, long CatalogVersion, long SeenAt);
}

/// <summary>Time, and where the books tell what went wrong.</summary>
internal sealed record ToolClock(TimeProvider Time, ILogger<ToolBooks> Log);
