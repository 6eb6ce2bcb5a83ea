using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Somebody who serves models: an endpoint, how it is spoken to, and the keys for it.</summary>
public sealed record Provider
{
    /// <summary>Its name in the configuration: the part before the slash of a model's full name.</summary>
    public required string Name { get; init; }

    /// <summary>Which upstream sends to it: <c>openai azure openai-compatible anthropic google ollama chatclient mock</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is, without a trailing slash; null for kinds that live in the process.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The languages it speaks; an ask in one of them is relayed, any other is translated to the first.</summary>
    public required IReadOnlyList<DialectId> Dialects { get; init; }

    /// <summary>Tie-break between candidates, lower first. <value>Default 100.</value></summary>
    public int Priority { get; init; } = 100;

    /// <summary>Whether it runs inside the operator's own walls.</summary>
    public bool IsInternal { get; init; }

    /// <summary>False while its key is missing: it is skipped, with a warning at start.</summary>
    public bool IsConfigured { get; init; } = true;

    /// <summary>False when operators switched it off: then it is not <see cref="IsConfigured"/> either.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it gets no new exchange while those that run go on.</summary>
    public bool IsDraining { get; init; }

    /// <summary>Its keys; empty when it needs none.</summary>
    public IReadOnlyList<ProviderKey> Keys { get; init; } = [];

    /// <summary>How long an attempt may take.</summary>
    public ProviderTimeouts Timeouts { get; init; } = new();

    /// <summary>What it promises about data; null when nothing is said.</summary>
    public DataTerms? DataTerms { get; init; }

    /// <summary>What it may be sent: attempts and tokens per minute, attempts in flight at once.</summary>
    public RateBounds Limits { get; init; } = RateBounds.None;

    /// <summary>Named quirks, names compared without case.</summary>
    public required IReadOnlyDictionary<string, string> Quirks { get; init; }

    /// <summary>Whether a model that is not in the catalogue is unknown here, instead of being tried by its name. <value>Default false; true for the mock.</value></summary>
    public bool ServesDeclaredModelsOnly { get; init; }

    /// <summary>Whether models without a price of their own cost nothing here: Ollama, and every provider said to be internal.</summary>
    public bool IsFree => IsInternal || string.Equals(Kind, "ollama", StringComparison.Ordinal);

    /// <summary>The keys that may be used for a service: its own and those that are shared.</summary>
    public IEnumerable<ProviderKey> KeysFor(string service) => Keys.Where(key => key.IsFor(service));

    /// <summary>Whether it can be called for a service: with one of its keys, or since it needs none.</summary>
    public bool HasKeyFor(string service)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].IsFor(service))
            {
                return true;
            }
        }

        return Keys.Count == 0;
    }

    /// <summary>Whether the kind can be told a quirk's value, as <c>Is("includeUsage", "unsupported")</c>.</summary>
    public bool Is(string quirk, string value) => Quirks.TryGetValue(quirk, out var set) && string.Equals(set, value, StringComparison.OrdinalIgnoreCase);
}
