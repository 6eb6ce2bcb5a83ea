using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.TestKit.Tokens;

/// <summary>An identity provider's keys, and whatever tokens a test wants signed with them.</summary>
public sealed class TokenMint : IDisposable
{
    /// <summary>The audience of its tokens.</summary>
    public const string Audience = "banyan";

    private readonly RSA _other = RSA.Create(2_048);

    /// <summary>Who it says it is.</summary>
    public string Issuer { get; init; } = "https://login.example.com";

    public RSA Rsa { get; } = RSA.Create(2_048);

    public ECDsa P256 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ECDsa P384 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    /// <summary>The public keys, as a key set: <c>rsa-1</c>, <c>ec-1</c>, <c>ec-2</c>.</summary>
    public string KeySet => $$"""{"keys":[{{RsaKey("rsa-1", Rsa)}},{{CurveKey("ec-1", "P-256", P256)}},{{CurveKey("ec-2", "P-384", P384)}}]}""";

    /// <summary>A key set that holds the RSA key alone, under a name.</summary>
    public string KeySetOf(string name) => $$"""{"keys":[{{RsaKey(name, Rsa)}}]}""";

    /// <summary>The discovery document.</summary>
    public string Discovery(string keysAt) => $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{keysAt}}"}""";

    /// <summary>Claims of somebody, for ten minutes from an instant, with more beside or in place of the usual.</summary>
    public string Claims(DateTimeOffset now, params (string Name, string? Json)[] changes)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["iss"] = $"\"{Issuer}\"",
            ["aud"] = $"\"{Audience}\"",
            ["sub"] = "\"ada\"",
            ["tenant"] = "\"default\"",
            ["roles"] = "[\"developer\"]",
            ["iat"] = $"{now.ToUnixTimeSeconds()}",
            ["exp"] = $"{now.AddMinutes(10).ToUnixTimeSeconds()}",
        };
        foreach (var (name, json) in changes)
        {
            if (json is null)
            {
                claims.Remove(name);
            }
            else
            {
                claims[name] = json;
            }
        }

        return "{" + string.Join(",", claims.Select(claim => $"\"{claim.Key}\":{claim.Value}")) + "}";
    }

    /// <summary>A good token.</summary>
    public string Token(DateTimeOffset now, params (string Name, string? Json)[] changes) => Sign("RS256", """{"alg":"RS256","kid":"rsa-1","typ":"JWT"}""", Claims(now, changes));

    /// <summary>Any header and payload, signed in a way that may be another than the header says.</summary>
    public string Sign(string how, string header, string payload) => Sign(how, Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    /// <summary>Any bytes as header and payload.</summary>
    public string Sign(string how, byte[] header, byte[] payload)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = how switch
        {
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "other" => _other.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "ES256" => P256.SignData(bytes, HashAlgorithmName.SHA256),
            "ES384" => P384.SignData(bytes, HashAlgorithmName.SHA384),
            "DER" => P256.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            "HS-pem" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            "HS-n" => HMACSHA256.HashData(Rsa.ExportParameters(false).Modulus!, bytes),
            "HS-empty" => HMACSHA256.HashData(Array.Empty<byte>(), bytes),
            "zero" => new byte[64],
            _ => throw new ArgumentException(how, nameof(how)),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose()
    {
        Rsa.Dispose();
        P256.Dispose();
        P384.Dispose();
        _other.Dispose();
    }

    /// <summary>An RSA key as it stands in a key set.</summary>
    public static string RsaKey(string name, RSA key)
    {
        var parameters = key.ExportParameters(false);
        return $$"""{"kty":"RSA","use":"sig","kid":"{{name}}","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}""";
    }

    private static string CurveKey(string name, string curve, ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"kty":"EC","crv":"{{curve}}","kid":"{{name}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }
}
