using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>A key as it is stored: everything but the key itself.</summary>
public sealed record KeyRecord
{
    /// <summary>Role of keys that may administer.</summary>
    public const string AdminRole = "admin";

    /// <summary>Role of keys that applications use.</summary>
    public const string ServiceRole = "service";

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

    /// <summary><c>admin</c> or <c>service</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What it may do, before it is bounded by the key that made it.</summary>
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
}
