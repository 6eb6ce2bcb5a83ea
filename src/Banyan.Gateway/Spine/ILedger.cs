using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Anything that is reserved before an exchange is sent and settled after it, as money and token windows. Asked in the order of registration.</summary>
internal interface ILedger
{
    /// <summary>How the claim of an exchange must be reckoned for this ledger.</summary>
    ClaimBasis BasisOf(Exchange exchange);

    /// <summary>Holds the most an exchange may take, in every scope it belongs to or in none. Asked again with more, it holds the more. It may rank the exchange's candidates anew.</summary>
    /// <param name="exchange">The exchange; its id makes the call idempotent.</param>
    /// <param name="most">The most it may take, what it took already included.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it may not; null when it is held.</returns>
    ValueTask<Failure?> ReserveAsync(Exchange exchange, Claim most, CancellationToken cancellationToken);

    /// <summary>Takes what was used and lets the rest go. Idempotent; does nothing for an exchange that holds nothing. Never refuses: what was spent is spent.</summary>
    ValueTask SettleAsync(Exchange exchange, Claim actual);
}
