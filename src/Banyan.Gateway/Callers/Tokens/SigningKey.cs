using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>One public key of an identity provider, which checks the signatures its own kind fits and no others.</summary>
internal sealed class SigningKey
{
    private const int LeastRsaBits = 2_048, MostRsaBits = 8_192, MostExponentBytes = 4;

    private readonly string[] _algorithms;
    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _curve;

    private SigningKey(string? name, string[] algorithms, RSAParameters? rsa, ECParameters? curve) => (Name, _algorithms, _rsa, _curve) = (name, algorithms, rsa, curve);

    /// <summary>Its name (<c>kid</c>); null when it has none.</summary>
    public string? Name { get; }

    /// <summary>Reads a key of a key set (RFC 7517).</summary>
    /// <returns>Null for a key of another kind or use, one that is too weak, and one whose private half is told.</returns>
    public static SigningKey? Read(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || jwk.TryGetProperty("d", out _) || jwk.TryGetProperty("k", out _)
            || (jwk.TryGetProperty("use", out var use) && StrictJson.Text(use) != "sig") || (jwk.TryGetProperty("key_ops", out var uses) && !MayVerify(uses)))
        {
            return null;
        }

        return StrictJson.Text(jwk, "kty") switch
        {
            "RSA" => Rsa(jwk),
            "EC" => Curve(jwk),
            _ => null,
        };
    }

    /// <summary>Whether signatures of an algorithm are this key's to check.</summary>
    public bool Fits(string algorithm) => _algorithms.Contains(algorithm, StringComparer.Ordinal);

    /// <summary>Checks a signature; never throws for what a token holds.</summary>
    public bool Verifies(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!Fits(algorithm))
        {
            return false;
        }

        try
        {
            return _rsa is { } rsa ? Verifies(rsa, algorithm, signed, signature) : Verifies(_curve!.Value, algorithm, signed, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool Verifies(RSAParameters parameters, string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var rsa = RSA.Create(parameters);
        return signature.Length == parameters.Modulus!.Length
            && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static bool Verifies(ECParameters parameters, string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var curve = ECDsa.Create(parameters);
        return signature.Length == parameters.Q.X!.Length * 2
            && curve.VerifyData(signed, signature, algorithm == "ES384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static SigningKey? Rsa(JsonElement jwk)
    {
        if (Bytes(jwk, "n") is not { Length: > 0 } modulus || Bytes(jwk, "e") is not { Length: > 0 and <= MostExponentBytes } exponent || modulus[0] == 0 || (exponent[^1] & 1) == 0)
        {
            return null;
        }

        var bits = new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
        return bits is >= LeastRsaBits and <= MostRsaBits && new BigInteger(exponent, isUnsigned: true, isBigEndian: true) >= 3
            ? Made(jwk, ["RS256", "PS256"], new RSAParameters { Modulus = modulus, Exponent = exponent }, null)
            : null;
    }

    private static SigningKey? Curve(JsonElement jwk)
    {
        var (curve, length, algorithm) = StrictJson.Text(jwk, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32, "ES256"),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48, "ES384"),
            _ => (default, 0, ""),
        };
        if (length == 0 || Bytes(jwk, "x") is not { } x || Bytes(jwk, "y") is not { } y || x.Length != length || y.Length != length)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } };
        try
        {
            // A point beside the curve is refused here.
            using var key = ECDsa.Create(parameters);
            return Made(jwk, [algorithm], null, parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A key that names its algorithm checks that one alone.</summary>
    private static SigningKey? Made(JsonElement jwk, string[] fitting, RSAParameters? rsa, ECParameters? curve)
    {
        string[] algorithms = jwk.TryGetProperty("alg", out var named) ? [.. fitting.Where(one => one == StrictJson.Text(named))] : fitting;
        return algorithms.Length > 0 ? new SigningKey(StrictJson.Text(jwk, "kid"), algorithms, rsa, curve) : null;
    }

    private static bool MayVerify(JsonElement uses) => uses.ValueKind == JsonValueKind.Array && uses.EnumerateArray().Any(use => StrictJson.Text(use) == "verify");

    private static byte[]? Bytes(JsonElement jwk, string name) => StrictJson.Text(jwk, name) is { } text ? StrictBase64Url.Decode(text) : null;
}
