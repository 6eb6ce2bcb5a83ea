namespace Banyan.Gateway.Metering.Pacing;

/// <summary>How many attempts of a model took about as long.</summary>
/// <param name="Provider">Who was asked.</param>
/// <param name="Model">The model by full name.</param>
/// <param name="IsFailure">Whether they failed, timed out or were cut.</param>
/// <param name="LatencyMs">Milliseconds from start to end: exact below a second, to the hundredth above.</param>
/// <param name="Calls">How many.</param>
public sealed record PaceCount(string Provider, string Model, bool IsFailure, int LatencyMs, long Calls);
