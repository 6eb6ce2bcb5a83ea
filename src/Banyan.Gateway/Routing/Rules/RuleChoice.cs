using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Finds the rule an ask obeys: the first that matches and whose target can answer now. A rule never forces a dead or unfit model.</summary>
internal sealed class RuleChoice(RouteWall wall, RouteLearning learning, RuleCounts counts)
{
    /// <summary>Goes through the rules.</summary>
    /// <param name="exchange">The ask.</param>
    /// <param name="requested">The name asked for.</param>
    /// <param name="plan">The rules.</param>
    /// <param name="named">What the name stands for.</param>
    /// <param name="isTrial">Whether nothing is counted.</param>
    /// <param name="matches">Every rule that matched, up to the one obeyed; empty when none did.</param>
    /// <returns>The rule; null when none is obeyed.</returns>
    public CompiledRule? Find(Exchange exchange, string requested, RoutePlan plan, NamedTargets named, bool isTrial, out IReadOnlyList<RuleMatch> matches)
    {
        List<RuleMatch>? found = null;
        var facts = new RouteFacts(exchange, requested, learning);
        CompiledRule? obeyed = null;
        foreach (var rule in plan.Rules)
        {
            if (!rule.When.Holds(ref facts))
            {
                continue;
            }

            var reason = rule.Rule.IsShadow ? null : Unusable(exchange, rule, named);
            (found ??= []).Add(new RuleMatch(rule.Rule.Name, rule.Rule.IsShadow ? "shadow" : reason is null ? "obeyed" : "skipped", reason));
            if (!isTrial)
            {
                counts.Count(rule.Rule.Name);
            }

            if (!rule.Rule.IsShadow && reason is null)
            {
                obeyed = rule;
                break;
            }
        }

        matches = found ?? (IReadOnlyList<RuleMatch>)[];
        return obeyed;
    }

    private string? Unusable(Exchange exchange, CompiledRule rule, NamedTargets named)
    {
        if (named.IsBinding && exchange.Door != "graphql" && !rule.AsksForModel)
        {
            return "the ask names a model, and the rule does not ask which";
        }

        if (rule.Goes is not { Targets.Length: > 0 } goes)
        {
            return $"{rule.Rule.Target} stands for nothing";
        }

        var (first, ask) = ((string?)null, wall.For(exchange));
        foreach (var target in goes.Targets)
        {
            var lack = ask.Of(target, isTarget: true);
            if (lack is null && target.Gate(exchange.Catalog.Breaker, exchange.Caller.Service) != CandidateGate.Open)
            {
                return null;
            }

            first ??= $"{target.Id} {lack?.Words ?? "is down"}";
        }

        return first;
    }
}
