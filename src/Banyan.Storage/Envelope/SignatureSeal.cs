using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire.Hub;

namespace Banyan.Storage.Envelope;

/// <summary>One tenant's seal in the hands of one attempt.</summary>
internal sealed class SignatureSeal(string tenant, TenantKeys keys, SignatureArchive archive) : IAttemptSeal
{
    private const int MostKeysTried = 4;
    private readonly HashSet<string> _missed = new(StringComparer.Ordinal);
    private List<KeptSignature> _fresh = [];

    /// <inheritdoc />
    public string Seal(HubSignature signature) => Convert.ToBase64String(SignatureCarrier.Seal(tenant, Keys[0], signature));

    /// <inheritdoc />
    public HubSignature? Open(string carrier)
    {
        // Standard base64 of "BYN1" always begins so: what does not is foreign, and is not decoded.
        if (!carrier.StartsWith(HubSignature.CarrierMark, StringComparison.Ordinal))
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
            _fresh.Add(archive.Shelf.Put(tenant, callId, SignatureCarrier.Seal(tenant, Keys[0], signature)));
        }
    }

    /// <inheritdoc />
    public HubSignature? Recall(string callId)
    {
        if (archive.Shelf.Find(tenant, callId) is { } sealedBytes)
        {
            return Open(sealedBytes);
        }

        _missed.Add(callId);
        return null;
    }

    /// <inheritdoc />
    public async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        if (_missed.Count == 0)
        {
            return false;
        }

        string[] missed = [.. _missed];
        _missed.Clear();
        return await archive.FetchAsync(tenant, missed, cancellationToken);
    }

    /// <inheritdoc />
    public Task KeepAsync()
    {
        if (_fresh.Count == 0)
        {
            return Task.CompletedTask;
        }

        var fresh = _fresh;
        _fresh = [];
        return archive.KeepAsync(tenant, fresh);
    }

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
