using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Words for asks that can't be paid.</summary>
internal static class BudgetRefusal
{
    private const decimal NanoUsdPerUsd = 1_000_000_000m;

    /// <summary>The counters can't be reached, and a budget that blocks must not be passed unseen.</summary>
    public static Failure Away { get; } =
        new(FailureKind.Busy, "dependency_unavailable", "Budgets can't be checked now, so nothing that costs money is sent; retry shortly.") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>A budget has no room for the most an ask may cost.</summary>
    public static Failure Spent(BudgetLine line, long used, long amount, DateTimeOffset now) => new(FailureKind.OverBudget, "budget_exceeded", Words(line, used, amount))
    {
        RetryAfter = line.Span.End > now ? TimeSpan.FromSeconds(Math.Ceiling((line.Span.End - now).TotalSeconds)) : TimeSpan.FromSeconds(1),
        AlreadyRetried = true,
    };

    private static string Words(BudgetLine line, long used, long amount)
    {
        var opens = line.Span.End.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var whose = line.Rule.Scope == BudgetScope.Global ? "" : $" of {line.Rule.Scope.ToString().ToLowerInvariant()} '{line.Key.ScopeId}'";
        return $"The {line.Rule.Period.ToString().ToLowerInvariant()} budget{whose} of {Usd(line.LimitNanoUsd)} USD has {Usd(Math.Max(0, line.LimitNanoUsd - used))} USD left, "
            + $"and this ask may cost up to {Usd(amount)} USD. A new period opens at {opens}; an operator can raise the limit.";
    }

    private static string Usd(long nanoUsd) => (nanoUsd / NanoUsdPerUsd).ToString("0.00#######", CultureInfo.InvariantCulture);
}
