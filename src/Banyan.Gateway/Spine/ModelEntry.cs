using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>A model on a provider.</summary>
public sealed record ModelEntry
{
    /// <summary>The provider that serves it.</summary>
    public required Provider Provider { get; init; }

    /// <summary>The provider's own name of it: what goes upstream.</summary>
    public required string Name { get; init; }

    /// <summary>Its full name in records and metrics. <value>Default <c>provider/name</c>.</value></summary>
    public string Id
    {
        get => field ?? $"{Provider.Name}/{Name}";
        init;
    }

    /// <summary>What people call it. <value>Default its name.</value></summary>
    public string DisplayName
    {
        get => field ?? Name;
        init;
    }

    /// <summary>Context window in tokens; null when not known (then length is not checked).</summary>
    public int? Context { get; init; }

    /// <summary>Most output tokens; null when not known.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What it can do.</summary>
    public AskNeeds Can { get; init; } = AskNeeds.Streaming;

    /// <summary>Whether <see cref="Can"/> is known; an undeclared model is tried with anything.</summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>Price rows, ascending by instant; empty when it has no price.</summary>
    public IReadOnlyList<PriceRow> Prices { get; init; } = [];

    /// <summary>Expected quality, 0 to 1. <value>Default 0.5.</value></summary>
    public double Quality { get; init; } = 0.5;

    /// <summary>Expected time to the first token at the 95th percentile, until enough was observed. <value>Default 1 s.</value></summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Expected time for each further token at the 95th percentile, until enough was observed. <value>Default 20 ms.</value></summary>
    public TimeSpan PerToken { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether operators switched it off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether its provider will take it away; answers carry a warning.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>The model that follows a deprecated one; null when none is named.</summary>
    public string? Replacement { get; init; }

    /// <summary>When the deployed name differs from the model's (Azure): what stands in the path.</summary>
    public string? Deployment { get; init; }

    /// <summary>Words the writers must know: <c>adaptiveThinking midListSystem thinkingLevel responseSchema forcedToolFormat cacheBreakpoints</c>.</summary>
    public IReadOnlySet<string> Traits { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The price in force at an instant; null when there is none.</summary>
    public PriceRow? PriceAt(DateTimeOffset instant)
    {
        for (var i = Prices.Count - 1; i >= 0; i--)
        {
            if (Prices[i].ValidFrom <= instant)
            {
                return Prices[i];
            }
        }

        return null;
    }
}
