using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>The order of a plan: edges are <c>after</c>, references, what conditions look at, and the write barrier of a family. Everything else may run at once.</summary>
internal static class PlanGraph
{
    /// <summary>The nodes, in the plan's order.</summary>
    public static IReadOnlyList<PlanNode> Of(Plan plan, IntentCatalogue catalogue)
    {
        var nodes = new List<PlanNode>();
        foreach (var step in plan.Steps)
        {
            var intent = catalogue.Intents.GetValueOrDefault(step.Intent);
            var needs = step.After.Concat(step.Args.Values.Select(SourceOf).OfType<string>()).ToHashSet(StringComparer.Ordinal);
            var looks = LookedAt(step.When).ToHashSet(StringComparer.Ordinal);
            needs.Remove(step.Id);
            looks.Remove(step.Id);
            var behind = nodes.Where(before => IsBarrier(before, intent)).Select(before => before.Step.Id).ToHashSet(StringComparer.Ordinal);
            nodes.Add(new PlanNode(step, intent, needs, looks, behind));
        }

        return nodes;
    }

    /// <summary>The step an argument takes its value from; null for a value of the plan's own.</summary>
    public static string? SourceOf(Argument argument) => argument switch
    {
        Argument.Reference reference => RootOf(reference.Path),
        Argument.Each each => RootOf(each.List),
        _ => null,
    };

    /// <summary>Every place of earlier results a step's condition and arguments look at.</summary>
    public static IReadOnlyList<ValuePath> PathsOf(PlanStep step)
    {
        var named = step.Args.Values.Select(argument => argument switch
        {
            Argument.Reference reference => ValuePath.Read(reference.Path).Path,
            Argument.Each each => ValuePath.Read(each.List).Path,
            _ => null,
        }).OfType<ValuePath>();
        var looked = step.When?.Expr is { } expr && ExprParser.Parse(expr).Root is { } root ? root.References() : [];
        return [.. named.Concat(looked)];
    }

    private static IEnumerable<string> LookedAt(StepCondition? condition) =>
        condition?.Expr is { } expr && ExprParser.Parse(expr).Root is { } root ? root.Steps() : [];

    private static bool IsBarrier(PlanNode before, Intent? intent) =>
        before.Intent is null || intent is null || (before.Intent.Family == intent.Family && (before.IsWrite || intent.Effect != Effect.Read));

    private static string RootOf(string path) => path[..(path.AsSpan().IndexOfAny('.', '[') is var end && end < 0 ? path.Length : end)];
}
