namespace Banyan.Gateway.Spine;

/// <summary>Budgets and their periods, for those who look back.</summary>
internal interface IBudgetPeriods
{
    /// <summary>A tenant's budgets, those switched off too.</summary>
    IReadOnlyList<BudgetRule> RulesOf(string tenant);

    /// <summary>The last whole periods of a kind in a zone, the latest first.</summary>
    /// <param name="period">How long each lasts.</param>
    /// <param name="timeZone">IANA zone whose midnight opens one.</param>
    /// <param name="count">How many.</param>
    IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Before(BudgetPeriod period, string timeZone, int count);
}
