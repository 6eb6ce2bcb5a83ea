using System.Collections.Concurrent;

namespace Banyan.Intents.Discovery.Fetching;

/// <summary>Documents that carry an ETag, so that they need not travel again. Bounded; the first ones in are the first to go.</summary>
internal sealed class DocumentShelf
{
    private const int Most = 128;
    private readonly ConcurrentDictionary<Uri, KeptDocument> _kept = new();
    private readonly ConcurrentQueue<Uri> _order = new();

    /// <summary>The document last read from an address; null when none is kept.</summary>
    public KeptDocument? Find(Uri address) => _kept.GetValueOrDefault(address);

    /// <summary>Keeps a document; one without tag or body takes an older one away.</summary>
    public void Keep(Uri address, string? etag, byte[]? body)
    {
        if (etag is null || body is null)
        {
            _kept.TryRemove(address, out _);
            return;
        }

        if (!_kept.ContainsKey(address))
        {
            _order.Enqueue(address);
        }

        _kept[address] = new KeptDocument(etag, body);
        while (_kept.Count > Most && _order.TryDequeue(out var oldest))
        {
            _kept.TryRemove(oldest, out _);
        }
    }
}
