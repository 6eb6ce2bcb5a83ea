using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Conditions;

/// <summary>Turns a step that runs once for each element of a list into one step an element.</summary>
internal static class EachExpansion
{
    /// <summary>Elements one step may run for; a longer list is refused, never cut.</summary>
    public const int MaxElements = 20;

    /// <summary>The list a step runs over; null when it runs once.</summary>
    public static string? ListOf(PlanStep step) => step.Args.Values.OfType<Argument.Each>().FirstOrDefault()?.List;

    /// <summary>The steps, as <c>s2#1</c>, <c>s2#2</c>, …: references in the place of lists, and <c>it</c> of the condition in the place of the element. A step that runs once is given back as it is.</summary>
    /// <returns>The steps (none for an empty list), or why there are none.</returns>
    public static (IReadOnlyList<PlanStep> Steps, Problem? Problem) Of(PlanStep step, RunScope scope)
    {
        if (ListOf(step) is not { } written)
        {
            return ([step], null);
        }

        var list = ValuePath.Read(written).Path is { } path && scope.Ended.TryGetValue(path.Root, out var ended) && ended is { Status: StepStatus.Succeeded, Value: { } value } ? path.In(value) : null;
        if (list is not { ValueKind: JsonValueKind.Array } elements)
        {
            return ([], new Problem(ProblemWords.RefMissing, $"step {step.Id}: {written} is no list in the result."));
        }

        var count = elements.GetArrayLength();
        return count > MaxElements
            ? ([], new Problem(ProblemWords.PlanTooLarge, $"step {step.Id}: {written} has {count} elements, at most {MaxElements} can be done at once; ask for fewer."))
            : ([.. Enumerable.Range(0, count).Select(index => One(step, written, index))], null);
    }

    private static PlanStep One(PlanStep step, string list, int index)
    {
        var element = string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
        return step with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{step.Id}#{index + 1}"),
            Args = step.Args.ToDictionary(pair => pair.Key, pair => pair.Value is Argument.Each each ? new Argument.Reference(each.Member.Length == 0 ? element : $"{element}.{each.Member}") : pair.Value, StringComparer.Ordinal),
            When = step.When is { Expr: { } expr } when ? when with { Expr = Placed(expr, element) } : step.When,
        };
    }

    private static string Placed(string expr, string element) =>
        ExprParser.Parse(expr).Root is { } root && ValuePath.Read(element).Path is { } path ? ExprPrinter.Print(root.PutElement(path)) : expr;
}
