using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Composing;
using Banyan.Host.Graph.Completions;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Routing;

/// <summary>Why an ask went where it went, or where one would go.</summary>
internal static class DecisionGraph
{
    private const decimal NanosPerUsd = 1_000_000_000;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<RouteCandidate>("RouteCandidate", "A model a route looked at.", DeclareCandidate);
        graph.Object<RuleMatch>("RuleMatch", "A routing rule that matched an ask.", type =>
        {
            type.Field("rule: String!", match => match.Rule, "Its name.");
            type.Field("outcome: String!", match => match.Outcome, "What became of it: obeyed, skipped or shadow.");
            type.Field("reason: String", match => match.Reason, "Why it was skipped; null when it was not.");
        });
        graph.Object<RouteDecision>("RouteDecision", "How a route was found.", Declare);
        graph.Query("routeDryRun(input: CompletionInput!): RouteDecision!", TryAsync, "Where an ask would go, and why. Sends, spends and counts nothing; a conversation's history is left out.").Arg("input", "What would be asked.").Requires("models:read");
    }

    private static void DeclareCandidate(ObjectBuilder<RouteCandidate> type)
    {
        type.Field("model: String!", candidate => candidate.Model, "Its full name.");
        type.Field("eligible: Boolean!", candidate => candidate.Reason is null, "Whether it could answer.");
        type.Field("reason: String", candidate => candidate.Reason, "What it lacks; null when it is eligible.");
        type.Field("gate: CircuitState!", candidate => candidate.Gate, "The state of its circuit; open also while every key of its provider rests.");
        type.Field("estimatedCost: Decimal", candidate => candidate.CostNanoUsd / NanosPerUsd, "What the ask is expected to cost on it, in USD; null when it has no price.");
        type.Field("p95LatencyMs: Int!", candidate => (int)Math.Min(int.MaxValue, candidate.LatencyMs), "Expected milliseconds to the whole answer at the 95th percentile.");
        type.Field("quality: Float!", candidate => candidate.Quality, "Expected quality, 0 to 1.");
        type.Field("utility: Float", candidate => candidate.Utility, "What it is worth by cost, latency, quality and affinity; null where the choice does not weigh.");
        type.Field("affinityBonus: Float!", candidate => candidate.Affinity, "What it gains because its prompt cache is warm.");
    }

    private static void Declare(ObjectBuilder<RouteDecision> type)
    {
        type.Field("requestedModel: String!", decision => decision.Requested, "The name asked for; empty for the default.");
        type.Field("resolvedBy: String!", decision => decision.ResolvedBy, "What the name was: alias, model, provider/model, auto, default or mock.");
        type.Field("rule: String", decision => decision.Rule, "The rule that chose the target; null when none did.");
        type.Field("rules: [RuleMatch!]!", decision => decision.Rules, "Rules that matched: the one obeyed, those skipped and those that are only recorded.");
        type.Field("chosen: String", decision => decision.Chosen, "Full name of the candidate tried first; null when there was none.");
        type.Field("fallbacks: [String!]!", decision => decision.Chain, "Full names tried after it, in order.");
        type.Field("draw: String!", decision => decision.Draw, "How the first was drawn: order, weight, best, tie, explore or guard.");
        type.Field("note: String", decision => decision.Note, "What else there is to say, as why the best single model was taken.");
        type.Field("candidates: [RouteCandidate!]!", decision => decision.Considered, "Every candidate, the reason with those left out.");
        type.Field("estimatedTokens: Int!", decision => decision.EstimatedTokens, "Input tokens by the estimator.");
        type.Field("outputReserve: Int!", decision => decision.OutputReserve, "Output tokens room is kept for.");
        type.Field("micros: Int!", decision => decision.Micros, "Microseconds the decision took.");
        type.Field("catalogVersion: String!", decision => decision.CatalogVersion.ToString(System.Globalization.CultureInfo.InvariantCulture), "Version of the configuration it was made with.");
    }

    private static async ValueTask<RouteDecision> TryAsync(FieldContext context)
    {
        var wish = context.Arg<CompletionWish>("input");
        var (decision, failure) = await context.Get<CompletionTrial>().ExplainAsync(wish.For(context), context.Cancelled);
        return decision ?? throw new RefusedException(failure!);
    }
}
