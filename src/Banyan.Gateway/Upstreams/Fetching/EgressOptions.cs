using System.Net;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>What addresses told by callers may reach beyond the public internet: a setting of the platform, never of a caller.</summary>
public sealed record EgressOptions
{
    /// <summary>Networks that may be reached although they are not public, there by http and on any port too. Metadata services stay out of reach. <value>Default none.</value></summary>
    public IReadOnlyList<IPNetwork> AllowNetworks { get; init; } = [];

    /// <summary>Reads networks in CIDR form, separated by commas or spaces, as <c>10.1.0.0/16, fd00:1::/64</c>; a bare address is a network of one.</summary>
    /// <exception cref="FormatException">An entry is no network; the message names it.</exception>
    public static EgressOptions Parse(string? networks)
    {
        var words = (networks ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new EgressOptions { AllowNetworks = [.. words.Select(Network)] };
    }

    private static IPNetwork Network(string word)
    {
        // A network with bits set after its prefix is more likely a slip than a wish: refused, although the platform would clear them.
        if (IPNetwork.TryParse(word, out var network) && network.BaseAddress.Equals(IPAddress.Parse(word.Split('/')[0])))
        {
            return network;
        }

        return IPAddress.TryParse(word, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new FormatException($"'{word}' is no network; write it as 10.1.0.0/16, with the bits after the prefix zero.");
    }
}
