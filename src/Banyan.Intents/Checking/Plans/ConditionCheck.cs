using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Plans;

/// <summary>Conditions parse, and read what earlier steps declare.</summary>
internal static class ConditionCheck
{
    /// <summary>Checks.</summary>
    public static void Run(PlanView view)
    {
        foreach (var step in view.Plan.Steps.Where(step => step.When is not null))
        {
            if (string.IsNullOrWhiteSpace(step.When!.Text))
            {
                view.Fault(ProblemWords.PlanInvalid, $"step {step.Id}, when: the user's words are missing.");
            }

            if (step.When.Expr is not { } source)
            {
                continue;
            }

            var parsed = ExprParser.Parse(source);
            var faults = parsed.Root is { } root ? ExprCheck.Faults(root, RootsOf(view, step)) : [parsed.Fault!];
            foreach (var fault in faults)
            {
                view.Fault(ProblemWords.PlanInvalid, $"step {step.Id}, when.expr, {fault}.");
            }
        }
    }

    private static Dictionary<string, JsonSchema> RootsOf(PlanView view, PlanStep step)
    {
        var roots = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var earlier in view.Plan.Steps.Take(Math.Max(0, view.PlaceOf(step.Id))))
        {
            if (view.ResultOf(earlier) is { } result)
            {
                roots[earlier.Id] = result;
            }
        }

        // A step that runs once for each element may ask about the element at hand.
        if (step.Args.Values.OfType<Argument.Each>().FirstOrDefault() is { } each && ValuePath.Read(each.List).Path is { } path
            && roots.TryGetValue(path.Root, out var list) && path.In(list)?.Items is { } items)
        {
            roots[ExprFunctions.Element] = items;
        }

        return roots;
    }
}
