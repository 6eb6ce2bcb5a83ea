using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What a name stands for.</summary>
internal sealed class NamedTargets
{
    /// <summary>Puts together what a name stands for.</summary>
    /// <param name="by">What the name is: <c>alias provider/model model auto mock</c>.</param>
    /// <param name="order">How the targets are put in order.</param>
    /// <param name="targets">The models meant.</param>
    /// <param name="weights">Their shares; empty where they have none.</param>
    /// <param name="fallbacks">What may answer when they can't.</param>
    public NamedTargets(string by, TargetOrder order, RouteTarget[] targets, int[] weights, RouteTarget[] fallbacks)
    {
        (By, Order, Targets, Weights) = (by, order, targets, weights);
        Chain = [.. targets.Concat(fallbacks).DistinctBy(target => target.Id, StringComparer.Ordinal)];
        var providers = new Dictionary<Provider, int>(ReferenceEqualityComparer.Instance);
        ProviderOf = new int[Chain.Length];
        for (var place = 0; place < Chain.Length; place++)
        {
            KeepsPrompts |= Chain[place].KeepsPrompts;
            var provider = Chain[place].Model.Provider;
            if (!providers.TryGetValue(provider, out ProviderOf[place]))
            {
                providers[provider] = ProviderOf[place] = providers.Count;
            }
        }

        Providers = providers.Count;
    }

    /// <summary>What the name is.</summary>
    public string By { get; }

    /// <summary>How the targets are put in order.</summary>
    public TargetOrder Order { get; }

    /// <summary>The models meant.</summary>
    public RouteTarget[] Targets { get; }

    /// <summary>Their shares; empty where they have none.</summary>
    public int[] Weights { get; }

    /// <summary>Targets and then fallbacks, each once.</summary>
    public RouteTarget[] Chain { get; }

    /// <summary>How many providers serve the chain.</summary>
    public int Providers { get; }

    /// <summary>Which of them serves each of the chain, counted from 0 as they first stand in it.</summary>
    public int[] ProviderOf { get; }

    /// <summary>Whether any provider of the chain keeps prompts warm.</summary>
    public bool KeepsPrompts { get; }

    /// <summary>The name its judgements are kept under, where it weighs.</summary>
    public string? Weighed { get; init; }

    /// <summary>What is known of answers to the name, where it weighs.</summary>
    public ModelVitals? Judged { get; init; }

    /// <summary>Whether one model was meant and no other: rules that do not ask about the model leave it alone.</summary>
    public bool IsBinding { get; init; }

    /// <summary>Whether a second candidate is asked when the first is slow to begin; null for what the configuration says.</summary>
    public bool? IsHedged { get; init; }

    /// <summary>The same with other fallbacks.</summary>
    public NamedTargets With(RouteTarget[] fallbacks) => With(Targets, fallbacks);

    /// <summary>The same with other targets, whose weights do not matter, and other fallbacks.</summary>
    public NamedTargets With(RouteTarget[] targets, RouteTarget[] fallbacks) => new(By, Order, targets, Weights, fallbacks) { Weighed = Weighed, Judged = Judged, IsBinding = IsBinding, IsHedged = IsHedged };
}
