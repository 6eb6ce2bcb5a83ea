using Banyan.Gateway.Budgets;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts asks that budgets had no room for.</summary>
internal sealed class BudgetMeter(Board board) : IBudgetObserver
{
    public void Reached(BudgetAlert alert)
    {
        // A threshold is an event for people: it is logged, kept and watched, not counted.
    }

    public void Refused(BudgetLine line)
    {
        var scope = new LabelSet(line.Rule.Scope.ToString().ToLowerInvariant());
        board.BudgetRefusals.Add(scope);
        board.BanyanBudgetRefusals.Add(scope);
    }
}
