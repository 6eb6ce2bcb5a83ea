using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads what <c>auto</c> weighs, when a second candidate is asked, and the rules.</summary>
internal static class RoutingReader
{
    private static readonly Setting Condition = Shape.Any("when", "");

    public static RoutingPolicy Read(Section routing)
    {
        var (weights, affinity) = (routing.Sub("weights"), routing.Sub("affinity"));
        return new RoutingPolicy
        {
            CostWeight = (double)weights.Number("cost"),
            LatencyWeight = (double)weights.Number("latency"),
            QualityWeight = (double)weights.Number("quality"),
            TieBand = (double)routing.Number("tieBand"),
            Explore = (double)routing.Number("explore"),
            QualityLoss = (double)routing.Number("qualityLoss"),
            AffinityFor = affinity.Duration("ttl"),
            AffinityBonus = (double)affinity.Number("maxBonus"),
        };
    }

    public static HedgePolicy ReadHedge(Section hedge) => new()
    {
        IsEnabled = hedge.Flag("enabled"),
        After = hedge.Word("after") switch { "p50" => 0.5, "p99" => 0.99, _ => 0.95 },
        MinDelay = hedge.Duration("minDelay"),
        MaxExtra = (double)hedge.Number("maxExtra"),
    };

    /// <summary>The rules by priority, equals as written.</summary>
    public static IReadOnlyList<RoutingRule> ReadRules(Section routing) =>
    [
        .. routing.Items("rules").Select(rule => new RoutingRule
        {
            Name = rule.Text("name"),
            Priority = rule.Whole("priority"),
            When = SectionJson.Write(rule.Node?.Find("when"), Condition),
            Target = rule.Text("target"),
            Fallbacks = [.. rule.Texts("fallbacks").Select(node => node.Text)],
            IsEnabled = rule.Flag("enabled"),
            IsShadow = rule.Flag("shadow"),
            Description = rule.TextOrNull("description"),
        }).OrderByDescending(rule => rule.Priority),
    ];
}
