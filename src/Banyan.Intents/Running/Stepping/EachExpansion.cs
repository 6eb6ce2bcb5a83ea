using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>From a step that runs once for each element of a list to one unit an element.</summary>
internal static class EachExpansion
{
    /// <summary>Elements beyond this are refused.</summary>
    public const int MaxElements = 20;

    /// <summary>Whether a step runs once for each.</summary>
    public static bool IsEach(PlanStep step) => step.Args.Values.Any(argument => argument is Argument.Each);

    /// <summary>The units, or why there are none. Lists that run side by side have the same length.</summary>
    public static (IReadOnlyList<StepUnit> Units, Problem? Problem) Of(PlanNode node, RunScope scope)
    {
        var lists = node.Step.Args.Values.OfType<Argument.Each>().Select(each => each.List).Distinct(StringComparer.Ordinal).Select(path => (Path: path, List: ListAt(path, scope))).ToList();
        if (lists.Find(one => one.List is null).Path is { } missing)
        {
            return ([], new Problem(ProblemWords.RefMissing, $"{missing} is no list."));
        }

        var lengths = lists.Select(one => one.List!.Value.GetArrayLength()).Distinct().ToList();
        if (lengths is not [<= MaxElements and var length])
        {
            return ([], new Problem(ProblemWords.ArgInvalid, $"A step runs for at most {MaxElements} elements, and lists side by side have one length."));
        }

        return ([.. Enumerable.Range(0, length).Select(index => Unit(node, index, lists[0].List!.Value[index]))], null);
    }

    /// <summary>The outcome of the whole from those of its elements: as bad as the worst.</summary>
    public static StepOutcome Whole(PlanNode node, IReadOnlyList<StepOutcome> elements)
    {
        var bad = elements.FirstOrDefault(one => !one.IsWell());
        return Outcomes.Of(StepUnit.Of(node), bad?.Status ?? StepStatus.Succeeded, null, bad?.Problem) with
        {
            Value = JsonSerializer.SerializeToElement([.. elements.Where(one => one.Value is not null).Select(one => one.Value!.Value)], State.RunJson.Default.ListJsonElement),
            Backend = elements.Select(one => one.Backend).FirstOrDefault(name => name is not null),
            Generation = elements.Select(one => one.Generation).FirstOrDefault(side => side is not null),
            IsOwned = elements.Count > 0 && elements.All(one => one.IsOwned),
            Ms = elements.Sum(one => one.Ms),
        };
    }

    private static StepUnit Unit(PlanNode node, int index, JsonElement element)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{node.Step.Id}#{index + 1}");
        var args = node.Step.Args.ToDictionary(argument => argument.Key, argument => argument.Value is Argument.Each each ? At(each, index) : argument.Value, StringComparer.Ordinal);
        return new StepUnit(id, node, node.Step with { Id = id, Args = args }, element);
    }

    private static Argument.Reference At(Argument.Each each, int index)
    {
        var element = string.Create(CultureInfo.InvariantCulture, $"{each.List}[{index}]");
        return new Argument.Reference(each.Member.Length == 0 ? element : element + "." + each.Member);
    }

    private static JsonElement? ListAt(string path, RunScope scope) =>
        ValuePath.Read(path).Path is { } place && scope.Ended.GetValueOrDefault(place.Root)?.Value is { } value && place.In(value) is { ValueKind: JsonValueKind.Array } list ? list : null;
}
