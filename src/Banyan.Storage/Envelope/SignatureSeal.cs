using System.Text;
using Banyan.Wire.Hub;

namespace Banyan.Storage.Envelope;

/// <summary>One tenant's seal. Thread-safe.</summary>
internal sealed class SignatureSeal(string tenant, TenantKeys keys, SignatureShelf shelf) : ISignatureSeal
{
    private const int MostKeysTried = 4;

    /// <inheritdoc />
    public string Seal(HubSignature signature) => Convert.ToBase64String(SignatureCarrier.Seal(tenant, Keys[0], signature));

    /// <inheritdoc />
    public HubSignature? Open(string carrier)
    {
        // Standard base64 of "BYN1" always begins so: what does not is foreign, and is not decoded.
        if (!carrier.StartsWith("QllOM", StringComparison.Ordinal))
        {
            return null;
        }

        var bytes = new byte[(carrier.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(carrier, bytes, out var written) ? Open(bytes.AsSpan(0, written)) : null;
    }

    /// <inheritdoc />
    public void Remember(string callId, HubSignature signature)
    {
        if (Encoding.UTF8.GetByteCount(signature.Value) <= SignatureShelf.MostBytesEach)
        {
            shelf.Put(tenant, callId, SignatureCarrier.Seal(tenant, Keys[0], signature));
        }
    }

    /// <inheritdoc />
    public HubSignature? Recall(string callId) => shelf.Find(tenant, callId) is { } sealedBytes ? Open(sealedBytes) : null;

    private IReadOnlyList<DataKey> Keys => keys.Loaded(tenant)!;

    private HubSignature? Open(ReadOnlySpan<byte> carrier)
    {
        var all = Keys;
        for (var i = 0; i < Math.Min(all.Count, MostKeysTried); i++)
        {
            if (SignatureCarrier.Open(tenant, all[i], carrier) is { } signature)
            {
                return signature;
            }
        }

        return null;
    }
}
