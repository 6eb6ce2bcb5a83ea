using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>The candidates of an ask in order, and everything that was looked at.</summary>
/// <param name="Candidates">Best first; those whose circuit is open come last. Not to be written into: those of one model alone are shared.</param>
/// <param name="Considered">Every one, as the name has them.</param>
/// <param name="Draw">How the first was drawn.</param>
/// <param name="Note">What else there is to say; null for nothing.</param>
internal readonly record struct Ranking(Candidate[] Candidates, RouteLook Considered, string Draw, string? Note);
