namespace Banyan.Gateway.Spine;

/// <summary>Why an exchange went where it went.</summary>
/// <param name="Requested">The name asked for; empty when the default was used.</param>
/// <param name="ResolvedBy">What the name was: <c>alias model provider/model default mock</c>.</param>
/// <param name="Considered">Every candidate with the reason it was left out; null reason for those ranked.</param>
public sealed record RouteDecision(string Requested, string ResolvedBy, IReadOnlyList<RouteCandidate> Considered);
