using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Banyan.Wire.Hub;

namespace Banyan.Storage.Envelope;

/// <summary>A signature and its issuer as encrypted bytes: <c>BYN1</c>, nonce, ciphertext, tag.</summary>
/// <remarks>
/// The nonce is an HMAC of what is sealed, so the same signature gives the same carrier on every node and run (ADR 0010). A nonce then repeats only
/// with the same plaintext, which tells nobody more than that two carriers hold the same signature.
/// </remarks>
internal static class SignatureCarrier
{
    private const int MarkBytes = 4, NonceBytes = 12, TagBytes = 16, LengthBytes = 4;
    private static ReadOnlySpan<byte> Mark => "BYN1"u8;

    /// <summary>Encrypts a signature for a tenant.</summary>
    public static byte[] Seal(string tenant, DataKey key, HubSignature signature)
    {
        var issuer = signature.Issuer is null ? null : Encoding.UTF8.GetBytes(signature.Issuer);
        var value = Encoding.UTF8.GetBytes(signature.Value);
        var plain = new byte[LengthBytes + (issuer?.Length ?? 0) + value.Length];
        BinaryPrimitives.WriteInt32LittleEndian(plain, issuer?.Length ?? -1);
        issuer?.CopyTo(plain, LengthBytes);
        value.CopyTo(plain, plain.Length - value.Length);

        var sealedBytes = new byte[MarkBytes + NonceBytes + plain.Length + TagBytes];
        Mark.CopyTo(sealedBytes);
        var nonce = sealedBytes.AsSpan(MarkBytes, NonceBytes);
        WriteNonce(tenant, key, plain, nonce);
        using var aes = new AesGcm(Derive(key, "signature seal"), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(MarkBytes + NonceBytes, plain.Length), sealedBytes.AsSpan(sealedBytes.Length - TagBytes), Bound(tenant));
        return sealedBytes;
    }

    /// <summary>Whether bytes begin like a carrier.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> bytes) => bytes.Length >= MarkBytes + NonceBytes + LengthBytes + TagBytes && bytes.StartsWith(Mark);

    /// <summary>Decrypts a carrier; null when this key did not make it for this tenant.</summary>
    public static HubSignature? Open(string tenant, DataKey key, ReadOnlySpan<byte> carrier)
    {
        if (!IsMarked(carrier))
        {
            return null;
        }

        var plain = new byte[carrier.Length - MarkBytes - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(key, "signature seal"), TagBytes);
        try
        {
            aes.Decrypt(carrier.Slice(MarkBytes, NonceBytes), carrier.Slice(MarkBytes + NonceBytes, plain.Length), carrier[^TagBytes..], plain, Bound(tenant));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        var issuerLength = BinaryPrimitives.ReadInt32LittleEndian(plain);
        var body = plain.AsSpan(LengthBytes);
        return issuerLength < 0
            ? new HubSignature(null, Encoding.UTF8.GetString(body))
            : new HubSignature(Encoding.UTF8.GetString(body[..issuerLength]), Encoding.UTF8.GetString(body[issuerLength..]));
    }

    private static void WriteNonce(string tenant, DataKey key, ReadOnlySpan<byte> plain, Span<byte> nonce)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Derive(key, "signature nonce"));
        hmac.AppendData(Bound(tenant));
        hmac.AppendData([0]);
        hmac.AppendData(plain);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(digest);
        digest[..NonceBytes].CopyTo(nonce);
    }

    /// <summary>A key for one use alone: the tenant's key itself encrypts no record.</summary>
    private static byte[] Derive(DataKey key, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, 32, info: Encoding.UTF8.GetBytes(use));

    private static byte[] Bound(string tenant) => Encoding.UTF8.GetBytes($"{tenant}|signature|1");
}
