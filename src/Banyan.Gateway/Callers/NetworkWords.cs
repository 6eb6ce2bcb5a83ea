using System.Net;

namespace Banyan.Gateway.Callers;

/// <summary>Networks a key may be used from, as words: <c>10.1.0.0/16</c>, <c>2001:db8::/48</c>; <c>*</c> is anywhere.</summary>
internal static class NetworkWords
{
    /// <summary>Anywhere.</summary>
    public const string Any = "*";

    /// <summary>A network as it is kept: an address alone is a network of one. Null when it is none, or has bits beyond its prefix.</summary>
    public static string? Canonical(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? word : word.AsSpan(0, slash), out var address) || address.IsIPv4MappedToIPv6 || word.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        return slash < 0 ? $"{address}/{address.GetAddressBytes().Length * 8}"
            : IPNetwork.TryParse(word, out var network) && network.BaseAddress.Equals(address) ? network.ToString()
            : null;
    }

    /// <summary>Whether one network holds all of another. Two either nest or have nothing in common.</summary>
    public static bool Covers(string outer, string inner) =>
        outer == Any
        || (inner != Any && IPNetwork.TryParse(outer, out var wide) && IPNetwork.TryParse(inner, out var narrow)
            && wide.PrefixLength <= narrow.PrefixLength && wide.Contains(narrow.BaseAddress));

    /// <summary>The networks of words; null for anywhere. A word that is no network holds nobody.</summary>
    public static IPNetwork[]? Read(IReadOnlyList<string> words) =>
        words.Contains(Any, StringComparer.Ordinal) ? null : [.. words.Select(word => IPNetwork.TryParse(word, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>()];
}
