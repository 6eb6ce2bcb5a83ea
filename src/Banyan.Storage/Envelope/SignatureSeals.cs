using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire.Hub;

namespace Banyan.Storage.Envelope;

/// <summary>The seals of all tenants whose keys are loaded; the others' are asked for, and there a moment later.</summary>
internal sealed class SignatureSeals(TenantKeys keys, SignatureShelf shelf) : ISignatureSeals
{
    private readonly ConcurrentDictionary<string, SignatureSeal> _seals = new(StringComparer.Ordinal);

    /// <summary>Tenants asked for before their keys were loaded.</summary>
    public ConcurrentQueue<string> Wanted { get; } = new();

    /// <inheritdoc />
    public ISignatureSeal? For(string tenant)
    {
        if (keys.Loaded(tenant) is null)
        {
            Wanted.Enqueue(tenant);
            return null;
        }

        return _seals.GetOrAdd(tenant, name => new SignatureSeal(name, keys, shelf));
    }
}
