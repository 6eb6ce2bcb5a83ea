namespace Banyan.Gateway.Spine;

/// <summary>One candidate a route looked at.</summary>
/// <param name="Model">Full name.</param>
/// <param name="Reason">Why it is out, in words; null when it is in.</param>
public readonly record struct RouteCandidate(string Model, string? Reason);
