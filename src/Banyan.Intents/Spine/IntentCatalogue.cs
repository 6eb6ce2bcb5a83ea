using System.Collections.Frozen;

namespace Banyan.Intents.Spine;

/// <summary>Everything the backends can do at one instant. Immutable; a plan is pinned to the one it was made with.</summary>
/// <param name="Version"><c>sha256:</c> and the hash of the canonical effective intents.</param>
/// <param name="Intents">By key.</param>
internal sealed record IntentCatalogue(string Version, FrozenDictionary<string, Intent> Intents)
{
    /// <summary>A catalogue of nothing.</summary>
    public static IntentCatalogue Empty { get; } = new("sha256:" + new string('0', 64), FrozenDictionary<string, Intent>.Empty);

    /// <summary>What a person may ask for: not quarantined, all scopes held; sorted by key.</summary>
    public IReadOnlyList<Intent> VisibleTo(Subject subject) =>
        [.. Intents.Values.Where(intent => intent.Quarantine is null && intent.Scopes.All(subject.Holds)).OrderBy(intent => intent.Key, StringComparer.Ordinal)];

    /// <summary>The intent of a key if the person may ask for it; null when there is none or they may not.</summary>
    public Intent? Find(string key, Subject subject) =>
        Intents.TryGetValue(key, out var intent) && intent.Quarantine is null && intent.Scopes.All(subject.Holds) ? intent : null;
}
