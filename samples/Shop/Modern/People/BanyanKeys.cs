using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.Modern.People;

/// <summary>Reads tokens of one Banyan: ES256 alone, by the keys it tells; read again when a key is unknown, at most every few seconds.</summary>
internal sealed class BanyanKeys(Uri banyan, IHttpClientFactory clients, TimeProvider clock) : IDisposable
{
    private const string Issuer = "banyan";
    private const int Coordinate = 32, Longest = 8_192;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private Dictionary<string, ECParameters> _keys = new(StringComparer.Ordinal);
    private long _readAt;

    /// <summary>The person of a token; null for one that is forged, over, or meant for another.</summary>
    public async Task<Person?> ReadAsync(string token, string audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var parts = token.Split('.');
            if (token.Length > Longest || parts.Length != 3)
            {
                return null;
            }

            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (Text(header.RootElement, "alg") != "ES256" || Text(header.RootElement, "kid") is not { } name || await FindAsync(name, cancellationToken) is not { } key)
            {
                return null;
            }

            using var check = ECDsa.Create(key);
            if (!check.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
            {
                return null;
            }

            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return Of(claims.RootElement, audience, now);
        }
        catch (Exception garbled) when (garbled is FormatException or JsonException or CryptographicException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    public void Dispose() => _reading.Dispose();

    private static Person? Of(JsonElement claims, string audience, DateTimeOffset now)
    {
        var holds = Text(claims, "iss") == Issuer && Text(claims, "aud") == audience && claims.GetProperty("exp").GetInt64() > now.ToUnixTimeSeconds();
        return holds && Text(claims, "sub") is { Length: > 0 } id ? new Person(id, Text(claims, "email"), (Text(claims, "scope") ?? "").Split(' ')) : null;
    }

    private async Task<ECParameters?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(name, out var known))
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_readAt == 0 || clock.GetElapsedTime(_readAt) >= Between)
            {
                _readAt = clock.GetTimestamp();
                using var client = clients.CreateClient();
                using var document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(banyan, "/.well-known/jwks.json"), cancellationToken));
                _keys = document.RootElement.GetProperty("keys").EnumerateArray().ToDictionary(key => Text(key, "kid")!, Key, StringComparer.Ordinal);
            }

            return _keys.TryGetValue(name, out var found) ? found : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        finally
        {
            _reading.Release();
        }
    }

    private static ECParameters Key(JsonElement key)
    {
        var (x, y) = (Base64Url.DecodeFromChars(Text(key, "x")), Base64Url.DecodeFromChars(Text(key, "y")));
        return x.Length == Coordinate && y.Length == Coordinate ? new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } } : throw new FormatException("Not a P-256 key.");
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
