using Banyan.Gateway.Spine;

namespace Banyan.Storage.Envelope;

/// <summary>The seals of all tenants. A tenant's keys are loaded when it is first met; while they can't be, it has no seal.</summary>
internal sealed class SignatureSeals(TenantKeys keys, SignatureArchive archive) : ISignatureSeals
{
    /// <inheritdoc />
    public async ValueTask<IAttemptSeal?> ForAsync(string tenant, CancellationToken cancellationToken) =>
        keys.Loaded(tenant) is not null || await archive.TryAsync(() => keys.LoadAsync(tenant, cancellationToken), cancellationToken) is not null
            ? new SignatureSeal(tenant, keys, archive)
            : null;

    /// <summary>Deletes what has expired.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => archive.SweepAsync(cancellationToken);
}
