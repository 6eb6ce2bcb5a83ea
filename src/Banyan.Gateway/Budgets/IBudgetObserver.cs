namespace Banyan.Gateway.Budgets;

/// <summary>Learns of what budgets do: metrics, subscriptions, webhooks. Must be quick, must not block and must not throw.</summary>
public interface IBudgetObserver
{
    /// <summary>A threshold was reached; told once a period, on one node.</summary>
    void Reached(BudgetAlert alert);

    /// <summary>An ask was refused, or sent on with a cheaper model, for want of room.</summary>
    void Refused(BudgetLine line)
    {
    }
}
