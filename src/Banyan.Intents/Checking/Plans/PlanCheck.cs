using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Plans;

/// <summary>Proves a plan as a whole before anything runs. Every rule looks at every step, so that one repair sees all faults.</summary>
internal sealed class PlanCheck(IIntentSettings settings) : IPlanCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<Problem> Check(Plan plan, PlanRequest request)
    {
        var view = new PlanView(plan, request, settings.Current.Limits);
        ShapeCheck.Run(view);
        PlanGraph.Run(view);
        ArgumentCheck.Run(view);
        ConditionCheck.Run(view);
        TemplateCheck.Run(view);
        return view.Faults;
    }
}
