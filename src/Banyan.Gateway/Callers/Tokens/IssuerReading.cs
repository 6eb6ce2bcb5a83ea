namespace Banyan.Gateway.Callers.Tokens;

/// <summary>How the keys of the identity providers stand on this node.</summary>
/// <param name="Configured">How many providers are configured.</param>
/// <param name="WithKeys">Of how many the keys are known; they are read when a token first needs them.</param>
/// <param name="OldestRead">How long ago the oldest of those keys were read; null when none are known.</param>
public sealed record IssuerReading(int Configured, int WithKeys, TimeSpan? OldestRead);
