using System.Collections.Concurrent;

namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Refuses placeholders and remembers the last good value of each reference: a file that vanishes for a moment costs nobody a key.</summary>
internal sealed class LastGoodSecrets(ISecretSource inner) : ISecretSource
{
    private readonly ConcurrentDictionary<string, string> _lastGood = new(StringComparer.Ordinal);

    public SecretReading Read(string reference)
    {
        var now = inner.Read(reference);
        if (now.Value is not null && Placeholders.IsOne(now.Value))
        {
            now = new SecretReading(null, "its value is a placeholder", IsPlaceholder: true);
        }

        if (now.Value is not null)
        {
            _lastGood[reference] = now.Value;
            return now;
        }

        return _lastGood.TryGetValue(reference, out var kept) ? now with { Value = kept } : now;
    }
}
