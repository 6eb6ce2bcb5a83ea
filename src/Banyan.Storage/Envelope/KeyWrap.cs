using System.Security.Cryptography;
using System.Text;
using Banyan.Storage.Files;

namespace Banyan.Storage.Envelope;

/// <summary>The key that wraps the keys of tenants, from a file of 32 bytes in base64 that its owner alone may read.</summary>
internal sealed class KeyWrap
{
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private readonly byte[] _kek;

    private KeyWrap(byte[] kek)
    {
        _kek = kek;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "banyan kek id"u8, .. kek]).AsSpan(0, 8));
    }

    /// <summary>Names the key without telling it.</summary>
    public string Id { get; }

    /// <summary>Reads the key.</summary>
    /// <exception cref="IOException">The file is missing and may not be made, can be read by others, or holds something else.</exception>
    public static KeyWrap Load(string path, bool mayCreate)
    {
        if (!mayCreate && !File.Exists(path))
        {
            throw new IOException($"The master key file '{path}' is missing. Set BANYAN_MASTER_KEY_FILE to a file of 32 random bytes in base64, mode 0600, the same on every node.");
        }

        var text = new SecretFile(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .ReadOrCreate(Path.GetFileName(path), static secret => Convert.ToBase64String(secret) + "\n");
        Span<byte> kek = stackalloc byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), kek, out var written) && written == KeyBytes
            ? new KeyWrap(kek.ToArray())
            : throw new IOException($"The master key file '{path}' must hold 32 bytes in base64.");
    }

    /// <summary>Encrypts a tenant's key.</summary>
    public byte[] Wrap(string tenant, int version, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[NonceBytes + key.Length + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_kek, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), key, wrapped.AsSpan(NonceBytes, key.Length), wrapped.AsSpan(NonceBytes + key.Length), Bound(tenant, version));
        return wrapped;
    }

    /// <summary>Decrypts a tenant's key.</summary>
    /// <exception cref="CryptographicException">It was wrapped by another master key, for another tenant, or altered.</exception>
    public byte[] Unwrap(string tenant, int version, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A wrapped key is too short.");
        }

        var key = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_kek, TagBytes);
        aes.Decrypt(wrapped[..NonceBytes], wrapped.Slice(NonceBytes, key.Length), wrapped[(NonceBytes + key.Length)..], key, Bound(tenant, version));
        return key;
    }

    /// <summary>Derives a secret of 32 bytes that every node with the same master key derives alike, and that tells nothing of it.</summary>
    public byte[] Derive(string name) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _kek, KeyBytes, info: Encoding.UTF8.GetBytes($"banyan secret|{name}"));

    private static byte[] Bound(string tenant, int version) => Encoding.UTF8.GetBytes($"data key|{tenant}|{version}");
}
