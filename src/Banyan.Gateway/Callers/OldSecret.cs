namespace Banyan.Gateway.Callers;

/// <summary>The secret a key had before the one it has now.</summary>
/// <param name="Hash">HMAC-SHA-256 of it, 32 bytes.</param>
/// <param name="PepperVersion">The pepper the hash was made with.</param>
/// <param name="Until">From when on it is refused.</param>
public sealed record OldSecret(byte[] Hash, int PepperVersion, DateTimeOffset Until);
