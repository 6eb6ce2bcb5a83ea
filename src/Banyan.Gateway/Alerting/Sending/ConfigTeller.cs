using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Tells of configurations that came into force; each node reads its own.</summary>
internal sealed class ConfigTeller(IServiceEvents events, TimeProvider time) : ICatalogObserver
{
    /// <inheritdoc />
    public void Applied(CatalogSnapshot snapshot) => events.Tell(ServiceEvent.Of(
        time.GetUtcNow(), ServiceEvent.Installation, EventTypes.ConfigApplied, new { version = snapshot.Version, providers = snapshot.Providers.Count, models = snapshot.Models.Count, node = Environment.MachineName }));

    /// <inheritdoc />
    public void Rejected(string summary, int errors)
    {
        // Nothing changed: that a document was refused is an alert.
    }
}
