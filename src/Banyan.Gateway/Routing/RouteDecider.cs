using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>Decides where an ask goes, and writes down why.</summary>
internal sealed class RouteDecider(RoutePlans plans, RuleChoice rules, CandidateOrder order, RouteWall wall, TimeProvider time) : IRoutes
{
    private const double MicrosPerSecond = 1e6;

    /// <inheritdoc />
    public (RouteDecision? Decision, Failure? Failure) Explain(Exchange exchange)
    {
        var name = exchange.Ask.Lens.Model;
        var grants = exchange.Caller.Grants;
        if (plans.Of(exchange.Catalog).Find(name) is { } named
            && !grants.MayUse(name.Length > 0 ? name : exchange.Catalog.DefaultModel ?? "")
            && (named.By != "model" || !Array.TrueForAll(named.Targets, target => RouteWall.IsGranted(grants, target))))
        {
            return (null, new Failure(FailureKind.NotAllowed, "not_allowed", "This key may not use this model.") { Param = "model" });
        }

        var failure = Decide(exchange, name, asksRules: true, isTrial: true);
        return (exchange.Decision, failure);
    }

    /// <summary>Decides, and writes the candidates and the decision onto the exchange.</summary>
    /// <returns>Why there is no candidate; then the candidates are as they were.</returns>
    public Failure? Decide(Exchange exchange, string name, bool asksRules, bool isTrial = false)
    {
        var began = time.GetTimestamp();
        var plan = plans.Of(exchange.Catalog);
        if (plan.Find(name) is not { } named)
        {
            return new Failure(FailureKind.UnknownModel, "model_not_found", $"There is no model or alias named '{name}'; /v1/models lists those your key may use.") { Param = "model" };
        }

        IReadOnlyList<RuleMatch> matches = [];
        var rule = asksRules && plan.Rules.Length > 0 ? rules.Find(exchange, name, plan, named, isTrial, out matches) : null;
        var goes = rule?.Goes ?? named;
        goes = exchange.Fallbacks is { } own ? goes.With(plan.FindAll(own)) : goes;
        var ranking = order.Rank(exchange, goes);
        string? wish = null;
        if (ranking.Candidates.Length == 0 && exchange.Door == "graphql" && name.Length > 0 && Otherwise(exchange, plan) is { } free && order.Rank(exchange, free) is { Candidates.Length: > 0 } instead)
        {
            wish = $"{name} can't answer this ask: the router chose";
            (goes, ranking) = (free, instead);
        }

        exchange.Decision = new RouteDecision(name, name.Length > 0 ? named.By : "default", ranking.Considered)
        {
            Rule = rule?.Rule.Name,
            Rules = matches,
            Chosen = ranking.Candidates.Length > 0 ? ranking.Candidates[0].Model.Id : null,
            Chain = CandidateNames.After(ranking.Candidates),
            Draw = ranking.Draw,
            Weighed = goes.Weighed,
            Note = ranking.Note ?? wish,
            EstimatedTokens = exchange.Ask.Lens.EstimatedInputTokens,
            OutputReserve = ranking.Candidates.Length > 0 ? (int)Math.Min(int.MaxValue, Eligibility.Reserve(ranking.Candidates[0].Model, exchange.Ask.Lens)) : 0,
            Micros = (int)((time.GetTimestamp() - began) * MicrosPerSecond / time.TimestampFrequency),
            CatalogVersion = exchange.Catalog.Version,
        };
        if (ranking.Candidates.Length == 0)
        {
            return WhyNone(exchange, goes);
        }

        exchange.Candidates = ranking.Candidates;
        exchange.IsHedged = ranking.Candidates.Length > 1 && (goes.IsHedged ?? exchange.Catalog.Hedge.IsEnabled);
        return null;
    }

    /// <summary>What answers instead of a model that was only wished for: whatever the key may use of <c>auto</c>.</summary>
    private static NamedTargets? Otherwise(Exchange exchange, RoutePlan plan)
    {
        if (plan.Find("auto") is not { } auto || exchange.Caller.Grants.MayUse("auto"))
        {
            return plan.Find("auto");
        }

        RouteTarget[] granted = [.. auto.Targets.Where(target => RouteWall.IsGranted(exchange.Caller.Grants, target))];
        return granted.Length > 0 ? auto.With(granted, []) : null;
    }

    private Failure WhyNone(Exchange exchange, NamedTargets named)
    {
        var ask = wall.For(exchange);
        var lacks = named.Chain.Select((target, i) => (Target: target, Lack: ask.Of(target, i < named.Targets.Length) ?? new Lack(LackKind.Off, "can't answer"))).ToArray();
        var words = string.Join("; ", lacks.Select(one => $"{one.Target.Id} {one.Lack.Words}"));
        if (lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Killed))
        {
            return KillWords.Stopped(wall.Killed(exchange, lacks[0].Target)!);
        }

        if (lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Length))
        {
            return new Failure(FailureKind.ContextTooLong, "context_length_exceeded", $"The ask does not fit: {words}.");
        }

        return lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Unpriced)
            ? new Failure(FailureKind.CallerFault, "model_unpriced", $"No candidate has a price: {words}. Give it one in the configuration; `price: free` is a price.")
            : new Failure(FailureKind.CallerFault, "no_capable_model", lacks.Length == 0 ? "No model is configured for this name." : $"No candidate can answer: {words}.");
    }
}
