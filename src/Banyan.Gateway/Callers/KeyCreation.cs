using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>What came of an order.</summary>
/// <param name="Key">The key itself: shown once, kept nowhere; null when refused.</param>
/// <param name="Record">What was stored; null when refused.</param>
/// <param name="Failure">Why not; null when it was made.</param>
public sealed record KeyCreation(string? Key, KeyRecord? Record, Failure? Failure)
{
    /// <inheritdoc />
    public override string ToString() => Failure is null ? $"key {Record?.PublicId}" : Failure.Message;
}
