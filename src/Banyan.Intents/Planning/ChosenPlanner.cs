using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Model;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>Chooses who plans: by the configured word, and the lexical planner whenever a model can't, with the reason told. Every plan is proved once.</summary>
internal sealed class ChosenPlanner(LexicalPlanner lexical, (ModelPlanner Model, PlanMemory Memory) models, PlanProof proof, IIntentSettings settings) : IPlanner
{
    /// <summary>Confidence from which a lexical plan of reads is kept under <c>lexical-first</c>.</summary>
    private const double SureEnough = 0.8;

    private readonly ModelPlanner _model = models.Model;

    /// <inheritdoc />
    public async ValueTask<ProvedPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Call is { } call)
        {
            return proof.Of(DirectPlan.Of(call, request, lexical), request);
        }

        var mode = settings.Current.Planner;
        if (mode == "lexical")
        {
            return proof.Of(lexical.Plan(request), request);
        }

        if (!_model.IsThere)
        {
            return Lexical(request, "No model is configured.", TimeSpan.Zero);
        }

        if (mode == "lexical-first")
        {
            var first = proof.Of(lexical.Plan(request), request);
            if (first.Faults.Count == 0 && IsSure(first.Plan, request))
            {
                return first;
            }
        }

        return Remembered(request) ?? await ByModelAsync(request, cancellationToken);
    }

    /// <summary>What an equal message got before, proved anew.</summary>
    private ProvedPlan? Remembered(PlanRequest request) =>
        models.Memory.Find(request) is { } plan && proof.Of(plan with { PlannerReason = "The same message was planned before." }, request) is { Faults.Count: 0 } proved ? proved : null;

    /// <summary>Two answers at most: one that is no plan, or a faulty one, is given back once with what is wrong.</summary>
    private async ValueTask<ProvedPlan> ByModelAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var shown = Shortlist.Of(request, lexical);
        var proving = TimeSpan.Zero;
        var asked = request;
        while (true)
        {
            var (plan, problem) = await _model.PlanAsync(asked, shown, cancellationToken);
            if (problem is { Code: not ProblemWords.PlanInvalid })
            {
                return Lexical(request, problem.Detail, proving);
            }

            var proved = plan is null ? null : proof.Of(plan, request);
            proving += proved?.Proving ?? TimeSpan.Zero;
            if (proved is { Faults.Count: 0 })
            {
                models.Memory.Keep(request, proved.Plan);
                return proved with { Proving = proving };
            }

            var faults = proved?.Faults ?? [problem!];
            if (asked.Faults.Count > 0)
            {
                return Lexical(request, "The model's plan had faults twice: " + faults[0].Detail, proving);
            }

            asked = request with { Faults = faults };
        }
    }

    private ProvedPlan Lexical(PlanRequest request, string why, TimeSpan before)
    {
        var proved = proof.Of(lexical.Plan(request) with { PlannerReason = why }, request);
        return proved with { Proving = before + proved.Proving };
    }

    private static bool IsSure(Plan plan, PlanRequest request) =>
        plan is { Kind: PlanKind.Execute, Clarify: null, Steps.Count: > 0, Unmet.Count: 0 }
        && plan.Confidence >= SureEnough
        && plan.Steps.All(step => request.Catalogue.Intents.TryGetValue(step.Intent, out var intent) && intent.Effect == Effect.Read);
}
