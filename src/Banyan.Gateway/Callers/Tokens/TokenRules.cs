using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>What a token must say of itself: issuer, audience, times.</summary>
internal static class TokenRules
{
    /// <summary>How far clocks may be apart. <value>60 s.</value></summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(60);

    private const int MostAudiences = 50;
    private const double LastSecond = 253_402_300_799;

    /// <summary>What is wrong at an instant; none when it holds.</summary>
    public static TokenFault Check(JsonElement claims, TokenIssuer issuer, DateTimeOffset now, out DateTimeOffset end)
    {
        end = default;
        if (StrictJson.Text(claims, "iss") != issuer.Issuer)
        {
            return TokenFault.Issuer;
        }

        if (!IsFor(claims, issuer.Audience))
        {
            return TokenFault.Audience;
        }

        if (!Instant(claims, "exp", out var expires) || expires is null || !Instant(claims, "nbf", out var from) || !Instant(claims, "iat", out var issued))
        {
            return TokenFault.Claims;
        }

        end = expires.Value;
        return true switch
        {
            _ when now >= end => TokenFault.Expired,
            _ when from > now + Skew || issued > now + Skew => TokenFault.NotYet,
            _ when end - (issued ?? from ?? now) > issuer.LongestLife => TokenFault.Lifetime,
            _ => TokenFault.None,
        };
    }

    private static bool IsFor(JsonElement claims, string audience)
    {
        if (!claims.TryGetProperty("aud", out var said))
        {
            return false;
        }

        return said.ValueKind == JsonValueKind.Array
            ? said.GetArrayLength() <= MostAudiences && said.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) && said.EnumerateArray().Any(one => StrictJson.Text(one) == audience)
            : StrictJson.Text(said) == audience;
    }

    /// <summary>Reads seconds since 1970; false when the claim is there and is no instant.</summary>
    private static bool Instant(JsonElement claims, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !(seconds is >= 0 and <= LastSecond))
        {
            return false;
        }

        instant = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
