using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Reserves an exchange's claim from every ledger or from none, raises it when it proves too small, and settles it once.</summary>
internal sealed class Reservations(IEnumerable<ILedger> ledgers, IPricing pricing) : IAttemptCover
{
    private readonly ILedger[] _ledgers = [.. ledgers];

    /// <summary>How the claim of an exchange must be reckoned.</summary>
    public ClaimBasis BasisOf(Exchange exchange)
    {
        var basis = ClaimBasis.None;
        foreach (var ledger in _ledgers)
        {
            var wanted = ledger.BasisOf(exchange);
            basis = wanted > basis ? wanted : basis;
        }

        return basis;
    }

    /// <summary>Holds the claim of one more attempt beside what earlier ones cost.</summary>
    /// <returns>Why it can't be paid; then nothing more is held than before, and nothing at all before the first attempt.</returns>
    public async ValueTask<Failure?> HoldAsync(Exchange exchange, ClaimBasis basis, CancellationToken cancellationToken)
    {
        var (isProvable, spent, wanted) = (basis == ClaimBasis.Provable, Spent(exchange), Running(exchange) + 1);
        if (isProvable && ProvableBound.Apply(exchange, pricing) is { } unbound)
        {
            return unbound;
        }

        foreach (var ledger in _ledgers)
        {
            // Reckoned for each anew: a ledger may have sent the exchange on with other candidates.
            var (claim, candidates) = (Claimed(exchange, spent, wanted, isProvable), exchange.Candidates);
            if (await ledger.ReserveAsync(exchange, claim, cancellationToken) is { } failure)
            {
                return failure;
            }

            exchange.Held = ReferenceEquals(candidates, exchange.Candidates) ? claim : Claimed(exchange, spent, wanted, isProvable);
        }

        return null;
    }

    /// <summary>Holds more than was thought: a stream that outgrows its claim.</summary>
    public async ValueTask<Failure?> RaiseAsync(Exchange exchange, Claim most, CancellationToken cancellationToken)
    {
        foreach (var ledger in _ledgers)
        {
            if (await ledger.ReserveAsync(exchange, most, cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        exchange.Held = most;
        return null;
    }

    /// <inheritdoc />
    public ValueTask<Failure?> CoverAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var basis = Spent(exchange) == Claim.Nothing && Running(exchange) == 0 ? ClaimBasis.None : BasisOf(exchange);
        return basis == ClaimBasis.None ? default : HoldAsync(exchange, basis, cancellationToken);
    }

    /// <summary>Spends what its attempts cost and lets the rest go.</summary>
    public async ValueTask SettleAsync(Exchange exchange)
    {
        var spent = Spent(exchange);
        foreach (var ledger in _ledgers)
        {
            await ledger.SettleAsync(exchange, spent);
        }
    }

    /// <summary>Attempts under way: what they will cost is not known yet, so each is held for like the next.</summary>
    private static int Running(Exchange exchange)
    {
        var running = 0;
        for (var i = 0; i < exchange.Attempts.Count; i++)
        {
            running += exchange.Attempts[i].Outcome == Outcome.Running ? 1 : 0;
        }

        return running;
    }

    private Claim Claimed(Exchange exchange, Claim spent, int wanted, bool isProvable)
    {
        var next = ClaimEstimate.Of(exchange, pricing, isProvable);
        return new Claim(spent.NanoUsd + (wanted * next.NanoUsd), spent.Tokens + (wanted * next.Tokens));
    }

    private static Claim Spent(Exchange exchange)
    {
        var (money, tokens) = (0L, 0L);
        var attempts = exchange.Attempts;
        for (var i = 0; i < attempts.Count; i++)
        {
            money += attempts[i].Charge?.CostNanoUsd ?? 0;
            tokens += attempts[i].Charge?.Usage.Total ?? 0;
        }

        return new Claim(money, tokens);
    }
}
