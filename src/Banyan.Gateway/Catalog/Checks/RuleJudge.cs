using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>The checks of <see cref="RuleCheck"/> for rules that are not in the configuration. Conditions that cannot be read are told by whoever keeps them.</summary>
internal sealed class RuleJudge : IRuleJudge
{
    public IReadOnlyList<string> Find(RoutingRule rule, IEnumerable<RoutingRule> before)
    {
        if (Read(rule) is not { } when)
        {
            return [];
        }

        if (Contradiction.Find(when) is { } field)
        {
            return [$"its conditions on {field} exclude each other, so it never matches"];
        }

        var first = before.FirstOrDefault(other => other is { IsEnabled: true, IsShadow: false } && Read(other) is { } its && Contradiction.Find(its) is null && its.Covers(when));
        return first is null ? [] : [$"{first.Name} comes first and matches whenever it does"];
    }

    private static Condition? Read(RoutingRule rule) =>
        rule.When is not { } when ? Condition.Always : new ConditionReader(new ProblemList()).Read(JsonDocumentText.Read(when.GetRawText()));
}
