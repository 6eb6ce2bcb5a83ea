using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Keys of providers that can't be read any more: they work, and nobody can replace them.</summary>
internal sealed class SecretReadings(CatalogStore catalog) : IAlertSource
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => new(
    [
        .. catalog.Unread.Select(one => new Reading(AlertKinds.CredentialDead, "credential", $"{one.Provider}/{one.Key}", 1, $"The key {one.Key} of provider {one.Provider} can't be read; its last value stays in use.")),
    ]);
}
