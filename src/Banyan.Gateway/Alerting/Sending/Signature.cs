using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Alerting.Webhooks;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Signs what is sent.</summary>
/// <remarks>Source: Standard Webhooks 1.0.0, symmetric scheme <c>v1</c>: HMAC-SHA-256 over id, seconds since 1970 and body, with dots between; read 2026-11-21.</remarks>
internal static class Signature
{
    /// <summary>The value of <c>webhook-signature</c>: one signature a secret, with spaces between.</summary>
    public static string Of(IReadOnlyList<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{Seconds(at)}."), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(WebhookSecret.KeyOf(secret), signed))}"));
    }

    /// <summary>The value of <c>webhook-timestamp</c>.</summary>
    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
