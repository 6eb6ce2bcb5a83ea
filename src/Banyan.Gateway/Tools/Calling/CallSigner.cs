using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.Calling;

/// <summary>Puts onto a request what proves that Banyan sends it: a bearer token, or a signature over id, time and body.</summary>
/// <remarks>Signature: Standard Webhooks 1.0.0, headers <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c>, symmetric scheme v1; read 2026-11-21.</remarks>
internal sealed class CallSigner(IToolSecrets secrets, ICatalog catalog, TimeProvider time)
{
    private const string SigningPrefix = "whsec_";

    /// <summary>Signs with an entry of <c>tools.secrets</c>.</summary>
    /// <returns>What is wrong, in words without the secret; null when nothing is.</returns>
    public string? SignByName(HttpRequestMessage request, string? name, string id, ReadOnlySpan<byte> body)
    {
        if (name is null)
        {
            return null;
        }

        if (!ToolSettings.Of(catalog.Current).Secrets.TryGetValue(name, out var secret) || !secret.IsFor(request.RequestUri!))
        {
            return "its secret is not configured, or is bound to another address";
        }

        return Sign(request, secret.KeyRef, id, body);
    }

    /// <summary>Signs with a secret by its reference.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public string? Sign(HttpRequestMessage request, string? keyRef, string id, ReadOnlySpan<byte> body)
    {
        if (keyRef is null)
        {
            return null;
        }

        if (secrets.Reveal(keyRef) is not { Length: > 0 } secret)
        {
            return "its secret has no value";
        }

        if (!secret.StartsWith(SigningPrefix, StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return null;
        }

        var key = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[SigningPrefix.Length..], key, out var length) || length < 16)
        {
            return "its signing key is not whsec_ and at least 16 bytes of base64";
        }

        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key.AsSpan(0, length), signed))}");
        return null;
    }
}
