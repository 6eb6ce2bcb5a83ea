using System.Security.Cryptography;
using System.Text;

namespace Banyan.Gateway.Callers;

/// <summary>Digests of secrets for one process's own memory: what was checked once against its stored hash is known again for a third of the price. Never stored, never told.</summary>
internal sealed class SecretDigest
{
    /// <summary>Bytes of a digest.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    private const int SaltBytes = 32, MostSecretBytes = 512;
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>Digests a secret together with what only this process knows.</summary>
    public void Of(ReadOnlySpan<char> secret, Span<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[SaltBytes + MostSecretBytes];
        _salt.CopyTo(bytes);
        var length = SaltBytes + Encoding.UTF8.GetBytes(secret, bytes[SaltBytes..]);
        SHA256.HashData(bytes[..length], digest);
        CryptographicOperations.ZeroMemory(bytes[..length]);
    }
}
