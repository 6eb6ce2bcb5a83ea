using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>What became of pictures to fetch: all of them by address, or why not.</summary>
/// <param name="Images">The pictures; empty when there is a failure.</param>
/// <param name="Failure">Why there are none; null when there are.</param>
internal readonly record struct FetchOutcome(IReadOnlyDictionary<string, FetchedImage> Images, Failure? Failure);
