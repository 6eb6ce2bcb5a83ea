using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Plans;

/// <summary>A plan while it is checked: its steps with their places and intents, and the faults found so far.</summary>
internal sealed class PlanView
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<Problem> _faults = [];

    /// <summary>Looks at a plan.</summary>
    public PlanView(Plan plan, PlanRequest request, IntentLimits limits)
    {
        (Plan, Request, Limits) = (plan, request, limits);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            _places.TryAdd(plan.Steps[i].Id, i);
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>For whom and from what it was made.</summary>
    public PlanRequest Request { get; }

    /// <summary>How large it may be.</summary>
    public IntentLimits Limits { get; }

    /// <summary>What is wrong, in the order found; each fault once.</summary>
    public IReadOnlyList<Problem> Faults => [.. _faults.Distinct()];

    /// <summary>Notes a fault.</summary>
    public void Fault(string code, string detail) => _faults.Add(new Problem(code, detail));

    /// <summary>Where a step stands in the list, from 0; -1 when there is none of that id.</summary>
    public int PlaceOf(string id) => _places.GetValueOrDefault(id, -1);

    /// <summary>The intent of a step if the caller may use it; null otherwise.</summary>
    public Intent? IntentOf(PlanStep step) => Request.Catalogue.Find(step.Intent, Request.Subject);

    /// <summary>What a step yields: its intent's result, or a list of results when it runs once for each; null when nobody here may use it.</summary>
    public JsonSchema? ResultOf(PlanStep step) => IntentOf(step)?.Result is not { } result ? null
        : step.Args.Values.Any(argument => argument is Argument.Each) ? new JsonSchema { Source = JsonSchema.Any.Source, Type = "array", Items = result }
        : result;

    /// <summary>What an earlier step yields; null when there is no such step, it is not earlier, or nobody here may use it.</summary>
    public JsonSchema? Earlier(string id, PlanStep than)
    {
        var place = PlaceOf(id);
        return place >= 0 && place < PlaceOf(than.Id) ? ResultOf(Plan.Steps[place]) : null;
    }
}
