using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Host.Auth;

/// <summary>One key that tokens for backends are signed with. Thread-safe.</summary>
internal sealed class UserTokenKey : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    public UserTokenKey(byte[] privateKey)
    {
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(privateKey, out _);
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        (X, Y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));

        // The thumbprint of RFC 7638: the same key has the same name on every node.
        Name = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));
    }

    /// <summary>Its name (<c>kid</c>).</summary>
    public string Name { get; }

    /// <summary>Its point, in base64url.</summary>
    public string X { get; }

    /// <summary>Its point, in base64url.</summary>
    public string Y { get; }

    /// <summary>Makes the private key that 32 secret bytes stand for: the same bytes, the same key.</summary>
    public static byte[] Of(byte[] secret)
    {
        // A number below the order of the curve: the highest bit stays clear.
        var number = (byte[])secret.Clone();
        number[0] &= 0x7F;
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>Signs, as ES256 wants it.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            return _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    public void Dispose() => _key.Dispose();
}
