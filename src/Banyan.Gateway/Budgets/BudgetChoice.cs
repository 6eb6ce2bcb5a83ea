using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Sends an ask on with a budget's cheaper model.</summary>
internal sealed class BudgetChoice(IReroute reroute, IPricing pricing, TimeProvider time)
{
    /// <summary>The time now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Ranks the candidates of the budget's cheaper model.</summary>
    /// <returns>What the ask may now cost; null when it went on with that model already or there is no candidate for it.</returns>
    public Claim? Degrade(Exchange exchange, BudgetRule rule, ClaimBasis basis)
    {
        if (rule.DegradeTo is not { } cheaper || exchange.DegradedTo == cheaper || reroute.Rank(exchange, cheaper) is not null)
        {
            return null;
        }

        exchange.DegradedTo = cheaper;
        return ClaimEstimate.Of(exchange, pricing, basis == ClaimBasis.Provable);
    }
}
