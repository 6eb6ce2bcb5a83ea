using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Which cache markers are kept: the wire takes four, and the last ones cover the longest prefix.</summary>
internal sealed class AnthropicCacheMarkers
{
    private const int Most = 4;
    private readonly HashSet<HubCacheMarker> _kept;

    public AnthropicCacheMarkers(HubAsk ask, MappingReport report)
    {
        var all = ask.Tools.Select(tool => tool.Cache)
            .Concat(ask.Turns.SelectMany(turn => turn.Parts).SelectMany(Within))
            .OfType<HubCacheMarker>().ToList();
        _kept = new HashSet<HubCacheMarker>(all.TakeLast(Most), ReferenceEqualityComparer.Instance);
        foreach (var surplus in all.SkipLast(Most))
        {
            report.Drop(surplus.At);
        }
    }

    public bool Keeps(HubCacheMarker? marker) => marker is not null && _kept.Contains(marker);

    // A thought takes no marker.
    private static IEnumerable<HubCacheMarker?> Within(HubPart part) => part switch
    {
        HubThought => [],
        HubResult result => result.Parts.Select(inner => inner.Cache).Append(result.Cache),
        _ => [part.Cache],
    };
}
