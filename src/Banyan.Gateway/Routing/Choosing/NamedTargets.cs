using Banyan.Gateway.Routing.Learning;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What a name stands for.</summary>
/// <param name="by">What the name is: <c>alias provider/model model auto mock</c>.</param>
/// <param name="order">How the targets are put in order.</param>
/// <param name="targets">The models meant.</param>
/// <param name="weights">Their shares; empty where they have none.</param>
/// <param name="fallbacks">What may answer when they can't.</param>
internal sealed class NamedTargets(string by, TargetOrder order, RouteTarget[] targets, int[] weights, RouteTarget[] fallbacks)
{
    /// <summary>What the name is.</summary>
    public string By => by;

    /// <summary>How the targets are put in order.</summary>
    public TargetOrder Order => order;

    /// <summary>The models meant.</summary>
    public RouteTarget[] Targets => targets;

    /// <summary>Their shares; empty where they have none.</summary>
    public int[] Weights => weights;

    /// <summary>Targets and then fallbacks, each once.</summary>
    public RouteTarget[] Chain { get; } = [.. targets.Concat(fallbacks).DistinctBy(target => target.Id, StringComparer.Ordinal)];

    /// <summary>The name its judgements are kept under, where it weighs.</summary>
    public string? Weighed { get; init; }

    /// <summary>What is known of answers to the name, where it weighs.</summary>
    public ModelVitals? Judged { get; init; }

    /// <summary>Whether one model was meant and no other: rules that do not ask about the model leave it alone.</summary>
    public bool IsBinding { get; init; }

    /// <summary>Whether a second candidate is asked when the first is slow to begin; null for what the configuration says.</summary>
    public bool? IsHedged { get; init; }

    /// <summary>The same with other fallbacks.</summary>
    public NamedTargets With(RouteTarget[] fallbacks) => With(targets, fallbacks);

    /// <summary>The same with other targets, whose weights do not matter, and other fallbacks.</summary>
    public NamedTargets With(RouteTarget[] targets, RouteTarget[] fallbacks) => new(by, order, targets, weights, fallbacks) { Weighed = Weighed, Judged = Judged, IsBinding = IsBinding, IsHedged = IsHedged };
}
