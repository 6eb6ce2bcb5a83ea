namespace Banyan.Gateway.Spine;

/// <summary>How a key of a provider stands.</summary>
/// <param name="IsRefused">Whether the provider refused its value; it rests until the value is replaced.</param>
/// <param name="CoolsUntil">Until when it rests after a 429 or an empty account; null when it does not.</param>
/// <param name="LastError">Stable code of the last failure that was the key's; null when there was none.</param>
/// <param name="LastUsedAt">When it was sent last; null when never.</param>
public sealed record KeyReading(bool IsRefused, DateTimeOffset? CoolsUntil, string? LastError, DateTimeOffset? LastUsedAt);
