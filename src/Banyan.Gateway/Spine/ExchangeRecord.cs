using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>What is known of an exchange when it has ended.</summary>
/// <param name="Exchange">The exchange with its attempts.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Duration">From arrival to the last byte handed over.</param>
/// <param name="Overhead">Duration less the time spent waiting for upstreams: what Banyan itself took.</param>
/// <param name="FirstToken">From arrival to the first content; null when none came.</param>
public sealed record ExchangeRecord(Exchange Exchange, Outcome Outcome, Failure? Failure, TimeSpan Duration, TimeSpan Overhead, TimeSpan? FirstToken)
{
    /// <summary>The attempt whose answer the caller got; null when none did.</summary>
    public Attempt? Served { get; init; }
}
