namespace Banyan.Gateway.Completions;

/// <summary>Instants of taking a key.</summary>
/// <param name="Now">Now.</param>
/// <param name="HeldUntil">Until when it is held unless held longer.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
public sealed record KeyTimes(DateTimeOffset Now, DateTimeOffset HeldUntil, DateTimeOffset ExpiresAt);
