using System.Text;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Finds where an identity provider's keys lie.</summary>
internal static class KeyAddress
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>Whether keys may be read there: protected, or on this machine.</summary>
    public static bool IsFit(Uri address) => (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0;

    /// <summary>The discovery document of an issuer.</summary>
    public static Uri? Discovery(string issuer) => Uri.TryCreate(issuer.TrimEnd('/') + WellKnown, UriKind.Absolute, out var address) && IsFit(address) ? address : null;

    /// <summary>Where a discovery document says the keys lie; null when it is another issuer's or says nothing fit.</summary>
    public static Uri? Of(ReadOnlyMemory<byte> document, string issuer) =>
        StrictJson.Object(document) is { } found && StrictJson.Text(found, "issuer") == issuer && StrictJson.Text(found, "jwks_uri") is { } written
        && Encoding.UTF8.GetByteCount(written) <= JsonWebToken.Longest && Uri.TryCreate(written, UriKind.Absolute, out var address) && IsFit(address) ? address : null;
}
