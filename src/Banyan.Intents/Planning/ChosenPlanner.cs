using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Model;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>Chooses who plans: by the configured word, and the lexical planner whenever a model can't, with the reason told.</summary>
internal sealed class ChosenPlanner(LexicalPlanner lexical, ModelPlanner model, IPlanCheck check, IIntentSettings settings) : IPlanner
{
    /// <summary>Confidence from which a lexical plan of reads is kept under <c>lexical-first</c>.</summary>
    private const double SureEnough = 0.8;

    /// <inheritdoc />
    public async ValueTask<Plan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var mode = settings.Current.Planner;
        if (mode == "lexical")
        {
            return await lexical.PlanAsync(request, cancellationToken);
        }

        if (!model.IsThere)
        {
            return await LexicalAsync(request, "No model is configured.", cancellationToken);
        }

        if (mode == "lexical-first")
        {
            var first = await lexical.PlanAsync(request, cancellationToken);
            if (IsSure(first, request))
            {
                return first;
            }
        }

        return await ByModelAsync(request, cancellationToken);
    }

    private async ValueTask<Plan> ByModelAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var shown = Shortlist.Of(request, lexical);
        var (plan, why) = await model.PlanAsync(request, shown, cancellationToken);
        if (plan is null)
        {
            return await LexicalAsync(request, why!, cancellationToken);
        }

        var faults = check.Check(plan, request);
        if (faults.Count == 0)
        {
            return plan;
        }

        var (repaired, whyNot) = await model.PlanAsync(request with { Faults = faults }, shown, cancellationToken);
        return repaired is not null && check.Check(repaired, request).Count == 0
            ? repaired
            : await LexicalAsync(request, whyNot ?? "The model's plan had faults twice: " + faults[0].Detail, cancellationToken);
    }

    private async ValueTask<Plan> LexicalAsync(PlanRequest request, string why, CancellationToken cancellationToken) =>
        await lexical.PlanAsync(request, cancellationToken) with { PlannerReason = why };

    private static bool IsSure(Plan plan, PlanRequest request) =>
        plan is { Kind: PlanKind.Execute, Clarify: null, Steps.Count: > 0, Unmet.Count: 0 }
        && plan.Confidence >= SureEnough
        && plan.Steps.All(step => request.Catalogue.Intents.TryGetValue(step.Intent, out var intent) && intent.Effect == Effect.Read);
}
