namespace Banyan.Gateway.Callers;

/// <summary>What a rotation writes: the secret that takes over, and how long the one before it still works.</summary>
public sealed record NewSecret
{
    /// <summary>HMAC-SHA-256 of it, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The pepper the hash was made with.</summary>
    public required int PepperVersion { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From when on the secret before it is refused.</summary>
    public required DateTimeOffset OldUntil { get; init; }

    /// <summary>From when on the key is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The generation it takes over from: a key rotated meanwhile is left as it is.</summary>
    public required int After { get; init; }
}
