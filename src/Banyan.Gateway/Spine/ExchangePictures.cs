using Banyan.Wire.Translation;

namespace Banyan.Gateway.Spine;

/// <summary>The pictures fetched for an exchange, shared by its attempts: the next provider gets the same bytes, and their host is asked once.</summary>
public sealed class ExchangePictures
{
    private readonly Lock _gate = new();
    private Dictionary<string, FetchedImage>? _fetched;

    /// <summary>Which of these addresses were not fetched yet.</summary>
    public IReadOnlyList<string> Missing(IReadOnlyList<string> addresses)
    {
        lock (_gate)
        {
            return _fetched is null ? addresses : [.. addresses.Where(address => !_fetched.ContainsKey(address))];
        }
    }

    /// <summary>Adds what was fetched; the first bytes of an address stay.</summary>
    /// <returns>All pictures so far.</returns>
    public IReadOnlyDictionary<string, FetchedImage> Add(IReadOnlyDictionary<string, FetchedImage> fetched)
    {
        lock (_gate)
        {
            _fetched ??= new Dictionary<string, FetchedImage>(StringComparer.Ordinal);
            foreach (var (address, image) in fetched)
            {
                _fetched.TryAdd(address, image);
            }

            return new Dictionary<string, FetchedImage>(_fetched, StringComparer.Ordinal);
        }
    }
}
