namespace Banyan.Intents.Spine;

/// <summary>Scheme, host and port: how far a configured address reaches.</summary>
internal static class Origin
{
    /// <summary>The origin of an http or https address, as <c>http://127.0.0.1:8091</c>.</summary>
    public static string Of(Uri address) => $"{address.Scheme}://{(address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost.ToLowerInvariant())}:{Port(address)}";

    /// <summary>Whether an address is one that discovery may ask at all.</summary>
    public static bool IsPlain(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0 && address.Host.Length > 0;

    /// <summary>Whether two addresses have one origin.</summary>
    public static bool IsSame(Uri one, Uri other) => Of(one) == Of(other);

    /// <summary>Whether a pattern writes its host out.</summary>
    public static bool IsWritten(string pattern) => !pattern.Contains("://*", StringComparison.Ordinal);

    /// <summary>Whether an operator's pattern holds for an address: scheme, host (<c>*.shop.example</c> for everything below it) and port (<c>*</c> for any, the scheme's own when left out).</summary>
    public static bool Matches(string pattern, Uri address)
    {
        var at = pattern.IndexOf("://", StringComparison.Ordinal);
        if (at <= 0 || !IsPlain(address) || pattern[..at] != address.Scheme)
        {
            return false;
        }

        var authority = pattern[(at + 3)..].TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var port = hasPort ? authority[(colon + 1)..] : Uri.UriSchemeHttps == address.Scheme ? "443" : "80";
        return HostMatches(hasPort ? authority[..colon] : authority, address) && (port == "*" || port == Port(address));
    }

    private static bool HostMatches(string pattern, Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        return pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && address.HostNameType == UriHostNameType.Dns
            : pattern.Length > 0 && host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
    }

    private static string Port(Uri address) => address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
