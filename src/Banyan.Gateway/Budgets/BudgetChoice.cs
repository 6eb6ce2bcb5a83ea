using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Sends an ask on where a budget has room for it: with the budget's cheaper model, or with those of its candidates that cost less.</summary>
internal sealed class BudgetChoice(IReroute reroute, IPricing pricing, TimeProvider time)
{
    private const string TooDear = "may cost more than a budget has left";

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Ranks the candidates of the budget's cheaper model.</summary>
    /// <returns>What the ask may now cost; null when it went on with that model already or there is no candidate for it.</returns>
    public Claim? Degrade(Exchange exchange, BudgetRule rule, ClaimBasis basis)
    {
        var isProvable = basis == ClaimBasis.Provable;
        if (rule.DegradeTo is not { } cheaper || exchange.DegradedTo == cheaper || reroute.Rank(exchange, cheaper) is not null || (isProvable && ProvableBound.Apply(exchange, pricing) is not null))
        {
            return null;
        }

        exchange.DegradedTo = cheaper;
        return ClaimEstimate.Of(exchange, pricing, isProvable);
    }

    /// <summary>Leaves out the candidates that may cost more than budgets have left.</summary>
    /// <returns>What the ask may now cost; null when that leaves none, or all.</returns>
    public Claim? Afford(Exchange exchange, long leftNanoUsd, ClaimBasis basis)
    {
        var isProvable = basis == ClaimBasis.Provable;
        return CandidateCut.TryLeaveOut(exchange, model => ClaimEstimate.NanoUsd(exchange, model, pricing, isProvable) > leftNanoUsd ? TooDear : null)
            ? ClaimEstimate.Of(exchange, pricing, isProvable)
            : null;
    }
}
