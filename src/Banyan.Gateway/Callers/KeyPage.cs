using Banyan.Gateway.Callers.Services;

namespace Banyan.Gateway.Callers;

/// <summary>Every key as of one revision.</summary>
/// <param name="Revision">Counts up with each change of any key.</param>
/// <param name="Keys">All keys, revoked and expired ones too.</param>
public sealed record KeyPage(long Revision, IReadOnlyList<KeyRecord> Keys)
{
    /// <summary>All services, those without a key too.</summary>
    public IReadOnlyList<ServiceRecord> Services { get; init; } = [];

    /// <summary>All people that were given a role here.</summary>
    public IReadOnlyList<UserRecord> Users { get; init; } = [];
}
