using Banyan.Gateway.Spine;
using Banyan.Storage.Envelope;

namespace Banyan.Storage.Alerting;

/// <summary>Signing secrets as they lie in the database: encrypted with the tenant's key, bound to their webhook.</summary>
internal sealed class WebhookSeal(TenantKeys keys)
{
    /// <summary>Encrypts a secret.</summary>
    public async Task<string> SealAsync(string tenant, Guid webhook, string secret, CancellationToken cancellationToken) =>
        SealedText.Seal(secret, Place(tenant, webhook), (await KeysAsync(tenant, cancellationToken))[0]);

    /// <summary>Decrypts a secret; a key that another node made meanwhile is read first.</summary>
    /// <exception cref="StoreAwayException">None of the tenant's keys opens it.</exception>
    public async Task<string> OpenAsync(string tenant, Guid webhook, string stored, CancellationToken cancellationToken)
    {
        try
        {
            return SealedText.Open(stored, Place(tenant, webhook), await KeysAsync(tenant, cancellationToken));
        }
        catch (StoreAwayException)
        {
            return SealedText.Open(stored, Place(tenant, webhook), await keys.LoadAsync(tenant, cancellationToken));
        }
    }

    private static string Place(string tenant, Guid webhook) => $"webhook secret|{tenant}|{webhook:D}";

    private async Task<IReadOnlyList<DataKey>> KeysAsync(string tenant, CancellationToken cancellationToken) => keys.Loaded(tenant) ?? await keys.LoadAsync(tenant, cancellationToken);
}
