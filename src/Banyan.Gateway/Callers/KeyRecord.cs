using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>A key as it is stored: everything but the key itself.</summary>
public sealed record KeyRecord
{
    /// <summary>Identity of the row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The part of the key that names it, unique over all tenants.</summary>
    public required string PublicId { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The application that uses it.</summary>
    public required string Service { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is trusted with at most.</summary>
    public required Role Role { get; init; }

    /// <summary>What it may do, before it is bounded by its role and by the key that made it.</summary>
    public required Grants Grants { get; init; }

    /// <summary>HMAC-SHA-256 of the secret, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The pepper the hash was made with.</summary>
    public required int PepperVersion { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null when it was not.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it was taken back.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Public id of the key that made it; null when an operator did.</summary>
    public string? ParentId { get; init; }

    /// <summary>How often its secret was replaced.</summary>
    public int Generation { get; init; }

    /// <summary>When its secret was last replaced; null when it never was.</summary>
    public DateTimeOffset? RotatedAt { get; init; }

    /// <summary>The secret before the present one; null when there was none.</summary>
    public OldSecret? Old { get; init; }

    /// <summary>The key with a new secret.</summary>
    public KeyRecord Rotated(NewSecret secret) => this with
    {
        Old = new OldSecret(Hash, PepperVersion, secret.OldUntil),
        Hash = secret.Hash,
        PepperVersion = secret.PepperVersion,
        RotatedAt = secret.At,
        ExpiresAt = secret.ExpiresAt,
        Generation = secret.After + 1,
    };

    /// <summary>Whether it is in force at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => !IsRevoked && (ExpiresAt is not { } end || now < end);

    /// <summary>Whether it may do everything, from anywhere: a tenant is never left without such a key.</summary>
    public bool IsFullAdmin => Role == Role.Admin && Grants.Operations.Contains("*", StringComparer.Ordinal) && Grants.Networks.Contains(NetworkWords.Any, StringComparer.Ordinal);
}
