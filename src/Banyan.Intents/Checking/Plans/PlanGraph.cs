using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Plans;

/// <summary>Which steps wait for which.</summary>
internal static class PlanGraph
{
    /// <summary>Ids a step names: <c>after</c>, references, lists and conditions, with what names them.</summary>
    public static IEnumerable<(string Id, string By)> Named(PlanStep step)
    {
        foreach (var id in step.After)
        {
            yield return (id, "after");
        }

        foreach (var (name, argument) in step.Args)
        {
            var path = argument switch
            {
                Argument.Reference reference => reference.Path,
                Argument.Each each => each.List,
                _ => null,
            };
            if (path is not null && ValuePath.Read(path).Path is { } read && ExprRewriting.IsStep(read.Root))
            {
                yield return (read.Root, $"args.{name}");
            }
        }

        if (step.When?.Expr is { } expr && ExprParser.Parse(expr).Root is { } root)
        {
            foreach (var id in root.Steps())
            {
                yield return (id, "when");
            }
        }
    }

    /// <summary>Checks that every step names earlier steps only: no self, no later one, no circle.</summary>
    public static void Run(PlanView view)
    {
        foreach (var step in view.Plan.Steps)
        {
            foreach (var (id, by) in Named(step).Distinct())
            {
                var (own, other) = (view.PlaceOf(step.Id), view.PlaceOf(id));
                if (other < 0)
                {
                    view.Fault(ProblemWords.PlanInvalid, $"step {step.Id}, {by}: there is no step {id}.");
                }
                else if (id == step.Id || Reaches(view, id, step.Id))
                {
                    view.Fault(ProblemWords.PlanCycle, $"step {step.Id}, {by}: {(id == step.Id ? "waits for itself" : $"{step.Id} and {id} wait for each other")}.");
                }
                else if (other > own)
                {
                    view.Fault(ProblemWords.PlanInvalid, $"step {step.Id}, {by}: {id} stands later; list it before.");
                }
            }
        }
    }

    /// <summary>Steps on the longest way through the plan; a circle counts once.</summary>
    public static int Depth(PlanView view)
    {
        // Edges that do not point backwards are faults of their own; without them there is no circle.
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in view.Plan.Steps)
        {
            depths[step.Id] = 1 + Named(step).Where(edge => view.PlaceOf(edge.Id) < view.PlaceOf(step.Id)).Select(edge => depths.GetValueOrDefault(edge.Id)).DefaultIfEmpty(0).Max();
        }

        return depths.Values.DefaultIfEmpty(0).Max();
    }

    private static bool Reaches(PlanView view, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            if (id == to)
            {
                return true;
            }

            if (seen.Add(id) && view.PlaceOf(id) is >= 0 and var place)
            {
                foreach (var (next, _) in Named(view.Plan.Steps[place]))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
