using System.Net;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Reads an address a caller told: only plain http(s) addresses pass, and no host that reads differently to two readers.</summary>
internal static class FetchAddress
{
    private const int MostCharacters = 8192;

    /// <summary>Reads and checks what can be checked without asking DNS.</summary>
    /// <param name="text">The address as the caller wrote it.</param>
    /// <param name="mayBePlain">Whether http and other ports than 443 can be allowed at all; the connector decides by the address reached.</param>
    /// <param name="problem">What is wrong with it; empty when nothing is.</param>
    /// <returns>The address; null when it is refused.</returns>
    public static Uri? Read(string text, bool mayBePlain, out string problem)
    {
        if (text.Length > MostCharacters || text.AsSpan().ContainsAnyInRange('\0', ' ') || text.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            problem = "it is not a well-formed absolute address";
            return null;
        }

        problem = Problem(address, mayBePlain) ?? "";
        return problem.Length == 0 ? address : null;
    }

    /// <summary>The same checks for an address that was put together from a redirect.</summary>
    public static string? Problem(Uri address, bool mayBePlain)
    {
        var isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (!isSecure && address.Scheme != Uri.UriSchemeHttp)
        {
            return "only https addresses are fetched";
        }

        if (!mayBePlain && !isSecure)
        {
            return "only https addresses are fetched, not http";
        }

        if (!mayBePlain && address.Port != 443)
        {
            return "only port 443 is fetched from";
        }

        return address.UserInfo.Length > 0 ? "it carries a user name or password" : HostProblem(address);
    }

    private static string? HostProblem(Uri address)
    {
        var written = WrittenHost(address.OriginalString);
        if (written.Length == 0 || written.Contains('%') || written.ContainsAny("。．｡"))
        {
            return "its host is not written plainly";
        }

        if (written.EndsWith('.'))
        {
            return "its host ends with a dot";
        }

        var isAddress = address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;
        if (address.HostNameType == UriHostNameType.IPv4 && !written.SequenceEqual(address.Host))
        {
            return "its host is a number in an unusual form";
        }

        // Full-width digits and their kin turn into an address only after normalising.
        return !isAddress && IPAddress.TryParse(address.IdnHost, out _) ? "its host is a number in an unusual form" : null;
    }

    /// <summary>The host between the slashes and the port, as it was written.</summary>
    private static ReadOnlySpan<char> WrittenHost(string text)
    {
        var rest = text.AsSpan(text.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : text.Length);
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        if (authority.StartsWith('['))
        {
            return authority[..(authority.IndexOf(']') + 1)];
        }

        var port = authority.LastIndexOf(':');
        return port < 0 ? authority : authority[..port];
    }
}
