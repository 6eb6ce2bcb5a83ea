using Banyan.Gateway.Spine;
using Banyan.Storage.Envelope;

namespace Banyan.Storage.Config;

/// <summary>Keys of providers as they lie in the database: encrypted with the installation's key, bound to their provider and name.</summary>
internal sealed class ProviderSeal(TenantKeys keys)
{
    private const string Tenant = ServiceEvent.Installation;

    /// <summary>Encrypts a key.</summary>
    public async Task<string> SealAsync(string provider, string name, string secret, CancellationToken cancellationToken) =>
        SealedText.Seal(secret, Place(provider, name), (await KeysAsync(cancellationToken))[0]);

    /// <summary>Decrypts a key; a key of the envelope that another node made meanwhile is read first.</summary>
    /// <exception cref="StoreAwayException">None of the installation's keys opens it.</exception>
    public async Task<string> OpenAsync(string provider, string name, string stored, CancellationToken cancellationToken)
    {
        try
        {
            return SealedText.Open(stored, Place(provider, name), await KeysAsync(cancellationToken));
        }
        catch (StoreAwayException)
        {
            return SealedText.Open(stored, Place(provider, name), await keys.LoadAsync(Tenant, cancellationToken));
        }
    }

    private static string Place(string provider, string name) => $"provider key|{provider}|{name}";

    private async Task<IReadOnlyList<DataKey>> KeysAsync(CancellationToken cancellationToken) => keys.Loaded(Tenant) ?? await keys.LoadAsync(Tenant, cancellationToken);
}
