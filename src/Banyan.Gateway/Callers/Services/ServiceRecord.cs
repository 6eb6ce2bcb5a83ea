using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Services;

/// <summary>A calling application as it is stored: what bounds every key of it, and who answers for it.</summary>
public sealed record ServiceRecord
{
    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its name, which usage is counted under: never changed.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in words; null when nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>The team that answers for it; null when none does.</summary>
    public string? Team { get; init; }

    /// <summary>Whether its keys are refused.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>What bounds its keys; null when they alone do.</summary>
    public ServiceGrants? Grants { get; init; }

    /// <summary>Counts up with each change; a service a key made has 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>What a caller of it may do of what it is granted otherwise.</summary>
    internal Grants Bound(Grants grants) => Grants is null ? grants : GrantBounds.Within(grants, Grants.AsGrants());
}
