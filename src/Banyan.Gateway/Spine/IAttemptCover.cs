using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Sees that what is held covers one more attempt, once earlier ones of the exchange have cost something.</summary>
internal interface IAttemptCover
{
    /// <summary>Holds more where it is needed.</summary>
    /// <returns>Why another attempt can't be paid; null when it can.</returns>
    ValueTask<Failure?> CoverAsync(Exchange exchange, CancellationToken cancellationToken);
}
