namespace Banyan.Gateway.Spine;

/// <summary>Which team answers for a service. From memory; thread-safe.</summary>
internal interface IServiceTeams
{
    /// <summary>The team of a tenant's service; null when it has none, or nobody wrote the service down.</summary>
    string? TeamOf(string tenant, string service);
}
