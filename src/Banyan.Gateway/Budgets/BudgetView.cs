using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>A budget with what is spent of it, for people. For one that counts each of a scope, the one who spent most.</summary>
/// <param name="Rule">The budget.</param>
/// <param name="Span">The period under way.</param>
/// <param name="ScopeId">Whose spending is shown; null while nobody of a scope has spent anything.</param>
/// <param name="SpentNanoUsd">Settled cost, in 10⁻⁹ USD.</param>
/// <param name="ReservedNanoUsd">Held by running exchanges.</param>
/// <param name="Override">What holds instead of the limit now; null when nothing does.</param>
public sealed record BudgetView(BudgetRule Rule, PeriodSpan Span, string? ScopeId, long SpentNanoUsd, long ReservedNanoUsd, BudgetOverride? Override)
{
    /// <summary>The limit in force, in 10⁻⁹ USD.</summary>
    public long EffectiveLimitNanoUsd => Override?.LimitNanoUsd ?? Rule.LimitNanoUsd;

    /// <summary>Whether it is the budget of one of its scope, however the name is written where case does not matter; <c>*</c> is that of each.</summary>
    public bool Names(string scopeId) => ScopeIds.Of(Rule.Scope, Rule.ScopeId) == ScopeIds.Of(Rule.Scope, scopeId);

    /// <summary>What will be spent at the end of the period at the pace of its beginning, in 10⁻⁹ USD; null in its first twentieth, when the pace says nothing.</summary>
    public long? ForecastNanoUsd(DateTimeOffset now)
    {
        var (passed, whole) = ((now - Span.Start) / (Span.End - Span.Start), 1.0);
        return passed is > 0.05 and <= 1 ? (long)Math.Min(SpentNanoUsd * (whole / passed), long.MaxValue / 2.0) : null;
    }
}
