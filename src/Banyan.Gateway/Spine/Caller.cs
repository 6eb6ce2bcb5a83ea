namespace Banyan.Gateway.Spine;

/// <summary>Who asks; never the secret. Made by the door from a key.</summary>
public sealed record Caller
{
    private const int MostName = 512;

    /// <summary>Whose money and data; the wall nothing crosses.</summary>
    public required string Tenant { get; init; }

    /// <summary>The calling application.</summary>
    public required string Service { get; init; }

    /// <summary>Public id of the key, as it stands inside the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Which secret of the key was presented: counts up with each rotation. <value>Default 0, a key's first.</value></summary>
    public int KeyGeneration { get; init; }

    /// <summary>What the key may do.</summary>
    public required Grants Grants { get; init; }

    /// <summary>What the key's role is; its rights stand in <see cref="Grants"/> already. <value>Default <see cref="Role.Service"/>.</value></summary>
    public Role Role { get; init; }

    /// <summary>The end user the service names; null when it names none or may not.</summary>
    public string? User { get; init; }

    /// <summary>The end user's e-mail, as an identity provider vouches for it; null when none does.</summary>
    public string? Email { get; init; }

    /// <summary>When what was presented ends by itself: that of a token; null for keys, whose end the ring of keys knows.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The caller's name for this use; null when not told.</summary>
    public string? Feature { get; init; }

    /// <summary>The caller's team; null when not known.</summary>
    public string? Team { get; init; }

    /// <summary>A user's or feature's name as limits and budgets compare it: without case, so that writing it otherwise wins nothing. The ledger keeps it as it was written.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();

    /// <summary>Whether a user, feature or service may be called so: at most 512 characters and no control characters, which some stores can't hold.</summary>
    public static bool MayBeNamed(string name)
    {
        if (name.Length > MostName)
        {
            return false;
        }

        foreach (var unit in name)
        {
            if (char.IsControl(unit))
            {
                return false;
            }
        }

        return true;
    }
}
