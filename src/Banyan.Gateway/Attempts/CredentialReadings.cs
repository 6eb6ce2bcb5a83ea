using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>Keys of providers that were refused and not replaced since.</summary>
internal sealed class CredentialReadings(ICatalog catalog, KeyHealth keys) : IAlertSource
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => new(
    [
        .. from provider in catalog.Current.Providers.Values
           from key in provider.Keys
           where keys.IsRefused(provider, key)
           select new Reading(AlertKinds.CredentialDead, "credential", $"{provider.Name}/{key.Name}", 1, $"The key {key.Name} of provider {provider.Name} was refused and rests until it is replaced."),
    ]);
}
