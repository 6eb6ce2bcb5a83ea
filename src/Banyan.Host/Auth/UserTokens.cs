using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Host.Auth;

/// <summary>Signs for backends for whom they are called: ES256, a minute long, for one origin and one person. Thread-safe.</summary>
/// <remarks>
/// The keys are a file of Banyan's own, one line for each, <c>1:{base64 of PKCS 8}</c>: the highest signs, all are told at <c>/.well-known/jwks.json</c>, so that a key is
/// changed by adding a line and taking the old one away an hour later. Nodes behind one address share the file, as they share the pepper.
/// </remarks>
internal sealed class UserTokens : IUserTokens, IDisposable
{
    /// <summary>Who says so (<c>iss</c>).</summary>
    public const string Issuer = "banyan";

    private const string FileName = "user-token-keys";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private readonly SortedDictionary<int, UserTokenKey> _keys = [];
    private readonly UserTokenKey _signer;
    private readonly string _header;
    private readonly TimeProvider _time;

    public UserTokens(ISecretFile files, TimeProvider time)
    {
        _time = time;
        foreach (var line in files.ReadOrCreate(FileName, secret => $"1:{Convert.ToBase64String(UserTokenKey.Of(secret))}\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !int.TryParse(line.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                throw new InvalidDataException($"The file '{FileName}' is damaged: each line must be a version, a colon and a private key in base64. Restore it from the backup.");
            }

            _keys[version] = new UserTokenKey(Convert.FromBase64String(line[(colon + 1)..]));
        }

        _signer = _keys.Count > 0 ? _keys.Last().Value : throw new InvalidDataException($"The file '{FileName}' is empty. Restore it from the backup.");
        _header = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","typ":"JWT","kid":"{{_signer.Name}}"}"""));
        KeySet = JsonWriting.Text(WriteKeys);
    }

    /// <summary>The public keys, as a JWK set.</summary>
    public string KeySet { get; }

    /// <inheritdoc />
    public string Issue(Uri backend, Subject subject)
    {
        var now = _time.GetUtcNow();
        var claims = JsonWriting.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("iss", Issuer);
            writer.WriteString("sub", subject.Id);
            if (subject.Email is { } email)
            {
                writer.WriteString("email", email);
            }

            writer.WriteString("tenant", subject.Tenant);
            writer.WriteString("scope", string.Join(' ', subject.Scopes));
            writer.WriteString("aud", backend.GetLeftPart(UriPartial.Authority));
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", now.Add(Life).ToUnixTimeSeconds());
            writer.WriteString("jti", Guid.CreateVersion7(now).ToString("N"));
            writer.WriteEndObject();
        });
        var signed = $"{_header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(_signer.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys");
        foreach (var key in _keys.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("kty", "EC");
            writer.WriteString("crv", "P-256");
            writer.WriteString("use", "sig");
            writer.WriteString("alg", "ES256");
            writer.WriteString("kid", key.Name);
            writer.WriteString("x", key.X);
            writer.WriteString("y", key.Y);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
