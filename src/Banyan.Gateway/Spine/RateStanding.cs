namespace Banyan.Gateway.Spine;

/// <summary>How much of a rate limit is left.</summary>
/// <param name="Limit">Units per minute.</param>
/// <param name="Remaining">Units left now; never negative.</param>
/// <param name="Reset">How long until all of it is there again, if nothing is used meanwhile.</param>
public readonly record struct RateStanding(long Limit, long Remaining, TimeSpan Reset);
