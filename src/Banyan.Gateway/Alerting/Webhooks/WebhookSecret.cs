using System.Security.Cryptography;

namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>Signing secrets: <c>whsec_</c> and 32 random bytes in base64.</summary>
/// <remarks>Source: Standard Webhooks 1.0.0, symmetric secrets of 24 to 64 bytes; read 2026-11-21.</remarks>
internal static class WebhookSecret
{
    public const string Mark = "whsec_";
    private const int Bytes = 32, Shown = 10;

    public static string Make() => Mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The mark and four letters: enough to tell two secrets apart.</summary>
    public static string PrefixOf(string secret) => secret[..Shown];

    public static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[Mark.Length..]);
}
