using System.Collections.Frozen;
using System.Text.Json;

namespace Banyan.Gateway.Spine;

/// <summary>The checked configuration of one instant. Immutable; an exchange keeps the one it began with.</summary>
public sealed record CatalogSnapshot
{
    /// <summary>Counts up with every accepted change, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Providers by name.</summary>
    public required FrozenDictionary<string, Provider> Providers { get; init; }

    /// <summary>Models by full name, <c>provider/name</c>.</summary>
    public required FrozenDictionary<string, ModelEntry> Models { get; init; }

    /// <summary>Models by their bare name, best provider first.</summary>
    public required FrozenDictionary<string, IReadOnlyList<ModelEntry>> ModelsByName { get; init; }

    /// <summary>Aliases by name.</summary>
    public required FrozenDictionary<string, ModelAlias> Aliases { get; init; }

    /// <summary>The model or alias for asks that name none; null when none is configured.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Models tried after a target whose alias names no fallbacks of its own.</summary>
    public IReadOnlyList<ModelEntry> FallbackChain { get; init; } = [];

    /// <summary>How failed attempts are followed.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>When candidates are left alone.</summary>
    public BreakerPolicy Breaker { get; init; } = new();

    /// <summary>What <c>auto</c> weighs.</summary>
    public RoutingPolicy Routing { get; init; } = new();

    /// <summary>When a second candidate is asked.</summary>
    public HedgePolicy Hedge { get; init; } = new();

    /// <summary>Rules of the configuration, by priority and then as written.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];

    /// <summary>Whether a model without a price is refused instead of only warned about. <value>Default true.</value></summary>
    public bool BlocksUnpriced { get; init; } = true;

    /// <summary>The model of a full name; one that nobody declared is made on the spot, since providers serve more than a catalogue lists.</summary>
    /// <param name="provider">The part before the first slash.</param>
    /// <param name="name">Everything after it.</param>
    /// <returns>Null when there is no such provider, or when it serves declared models only. A made entry has <see cref="ModelEntry.IsDeclared"/> false and no
    /// price, unless the provider <see cref="Provider.IsFree"/>; it is a new object each time, so it is compared by <see cref="ModelEntry.Id"/>.</returns>
    public ModelEntry? FindOrMake(string provider, string name)
    {
        if (Models.TryGetValue($"{provider}/{name}", out var declared))
        {
            return declared;
        }

        return name.Length > 0 && Providers.TryGetValue(provider, out var serving) && !serving.ServesDeclaredModelsOnly
            ? new ModelEntry { Provider = serving, Name = name, IsDeclared = false, Prices = serving.IsFree ? [PriceRow.Free] : [] }
            : null;
    }

    /// <summary>Bound on a request's body. <value>Default 32 MB.</value></summary>
    public long MaxBodyBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Bound on an exchange with all its attempts and waits. <value>Default 600 s.</value></summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Silence after which a stream gets a keep-alive. <value>Default 15 s.</value></summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Budgets of the configuration.</summary>
    public IReadOnlyList<BudgetRule> Budgets { get; init; } = [];

    /// <summary>Identity providers whose tokens are taken.</summary>
    public IReadOnlyList<TokenIssuer> Issuers { get; init; } = [];

    /// <summary>From where on alerts are raised.</summary>
    public AlertThresholds Alerts { get; init; } = new();

    /// <summary>How long rows are kept.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Whether the emergency direct mode is on for every tenant.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Rate limits of whoever has none of its own. <value>Default none.</value></summary>
    public LimitPolicy Limits { get; init; } = LimitPolicy.Off;

    /// <summary>How conversations are kept and fitted.</summary>
    public ConversationPolicy Conversations { get; init; } = new();

    /// <summary>The section <c>intents</c>, checked against its schema, for the orchestrator to read: spans of time in seconds, absent settings left out. Null when absent.</summary>
    public JsonElement? Intents { get; init; }

    /// <summary>The section <c>tools</c> with what of <c>capture</c> and <c>storage.retention</c> concerns it, checked against its schema: spans of time in seconds, absent settings left out. Null when absent.</summary>
    public JsonElement? Tools { get; init; }
}
