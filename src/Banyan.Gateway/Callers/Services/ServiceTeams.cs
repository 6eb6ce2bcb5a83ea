using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Services;

/// <summary>Teams of services as they were read with the keys last.</summary>
internal sealed class ServiceTeams(KeyRing ring) : IServiceTeams
{
    /// <inheritdoc />
    public string? TeamOf(string tenant, string service) => ring.Snapshot?.ServiceOf(tenant, service)?.Team;
}
