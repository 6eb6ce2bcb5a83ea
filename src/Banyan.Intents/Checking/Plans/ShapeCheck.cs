using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Plans;

/// <summary>What a plan of each kind must hold, ids, intents, counts and cost.</summary>
internal static class ShapeCheck
{
    /// <summary>Checks.</summary>
    public static void Run(PlanView view)
    {
        var plan = view.Plan;
        if (plan.CatalogueVersion != view.Request.Catalogue.Version)
        {
            view.Fault(ProblemWords.PlanStale, $"The plan was made with catalogue {plan.CatalogueVersion}, in force is {view.Request.Catalogue.Version}; plan again.");
        }

        CheckKind(view);
        CheckIds(view);
        foreach (var step in plan.Steps)
        {
            CheckIntent(view, step);
        }

        CheckClarify(view);
        CheckCounts(view);
    }

    private static void CheckKind(PlanView view)
    {
        var plan = view.Plan;
        var wrong = plan.Kind switch
        {
            PlanKind.Execute when plan.Steps.Count == 0 => "execute needs at least one step",
            PlanKind.Clarify when plan.Clarify is null => "clarify needs a question",
            PlanKind.Answer or PlanKind.Refuse when string.IsNullOrWhiteSpace(plan.Words) => "answer and refuse need words",
            PlanKind.Answer or PlanKind.Refuse when plan.Steps.Count > 0 => "answer and refuse have no steps",
            _ => null,
        };
        if (wrong is not null)
        {
            view.Fault(ProblemWords.PlanInvalid, $"kind: {wrong}.");
        }
    }

    private static void CheckIds(PlanView view)
    {
        foreach (var step in view.Plan.Steps.Where(step => !ExprRewriting.IsStep(step.Id) || step.Id.Contains('#', StringComparison.Ordinal) || step.Id.Length > 4))
        {
            view.Fault(ProblemWords.PlanInvalid, $"step '{step.Id}': ids are s1, s2 and so on.");
        }

        foreach (var id in view.Plan.Steps.GroupBy(step => step.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            view.Fault(ProblemWords.PlanInvalid, $"step {id}: the id stands twice.");
        }
    }

    // What the caller may not see reads like what is not there.
    private static void CheckIntent(PlanView view, PlanStep step)
    {
        if (view.IntentOf(step) is not null)
        {
            return;
        }

        var isQuarantined = view.Request.Catalogue.Intents.TryGetValue(step.Intent, out var intent) && intent.Quarantine is not null && intent.Scopes.All(view.Request.Subject.Holds);
        view.Fault(
            isQuarantined ? ProblemWords.IntentQuarantined : ProblemWords.PlanUnknownIntent,
            isQuarantined ? $"step {step.Id}: '{step.Intent}' waits for an operator's approval." : $"step {step.Id}: there is no intent '{step.Intent}' here; use one of the catalogue.");
    }

    private static void CheckClarify(PlanView view)
    {
        if (view.Plan.Clarify is not { } clarify)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(clarify.Question))
        {
            view.Fault(ProblemWords.PlanInvalid, "clarify: the question is empty.");
        }

        foreach (var missing in clarify.Missing)
        {
            var place = view.PlaceOf(missing.Step);
            if (place < 0)
            {
                view.Fault(ProblemWords.PlanInvalid, $"clarify: there is no step {missing.Step}.");
            }
            else if (view.IntentOf(view.Plan.Steps[place]) is { } intent && !intent.Params.Properties.ContainsKey(missing.Param))
            {
                view.Fault(ProblemWords.PlanInvalid, $"clarify: step {missing.Step} ({intent.Key}) has no parameter '{missing.Param}'.");
            }
        }

        foreach (var candidate in clarify.Candidates.Where(key => view.Request.Catalogue.Find(key, view.Request.Subject) is null))
        {
            view.Fault(ProblemWords.PlanUnknownIntent, $"clarify: there is no intent '{candidate}' here.");
        }
    }

    private static void CheckCounts(PlanView view)
    {
        var (steps, limits) = (view.Plan.Steps, view.Limits);
        var intents = steps.Select(view.IntentOf).OfType<Intent>().ToList();
        var writes = intents.Count(intent => intent.Effect != Effect.Read);
        var cost = intents.Sum(intent => intent.CostUsd);
        if (steps.Count > limits.Steps)
        {
            view.Fault(ProblemWords.PlanTooLarge, $"The plan has {steps.Count} steps, at most {limits.Steps} are allowed; ask for less at once.");
        }

        if (writes > limits.Writes)
        {
            view.Fault(ProblemWords.PlanTooLarge, $"The plan has {writes} writes, at most {limits.Writes} are allowed; ask for less at once.");
        }

        if (cost > limits.Usd)
        {
            view.Fault(ProblemWords.BudgetExceeded, FormattableString.Invariant($"The plan's steps cost ${cost}, at most ${limits.Usd} may be spent on a message."));
        }

        if (PlanGraph.Depth(view) > limits.Depth)
        {
            view.Fault(ProblemWords.PlanTooLarge, $"The plan is {PlanGraph.Depth(view)} levels deep, at most {limits.Depth} are allowed; ask for less at once.");
        }
    }
}
