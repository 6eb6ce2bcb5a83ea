namespace Banyan.Gateway.Budgets;

/// <summary>One period: from its first instant to the first of the next.</summary>
/// <param name="Start">The first instant of it.</param>
/// <param name="End">The first instant after it.</param>
public readonly record struct PeriodSpan(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;
}
