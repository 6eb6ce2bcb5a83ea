using System.Net;
using System.Net.Sockets;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Says which addresses are public. Everything that is not known to be public is not.</summary>
/// <remarks>Source: IANA IPv4 and IPv6 special-purpose address registries (RFC 6890 and its updates); security page, section 10.</remarks>
internal sealed class AddressRules(EgressOptions options)
{
    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32",
        "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", // metadata services that are not link-local
        "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::254/128");

    private static readonly IPNetwork[] Reserved4 = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4");

    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Reserved6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // IPv6 addresses that carry an IPv4 address, and at which byte: mapped, translated, compatible, NAT64 (both prefixes), 6to4.
    private static readonly (IPNetwork Network, int Offset)[] Wrappings =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12), (IPNetwork.Parse("::ffff:0:0:0/96"), 12), (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("64:ff9b:1::/48"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Judges one address.</summary>
    public AddressReach Judge(IPAddress address)
    {
        if (IsNever(address))
        {
            return AddressReach.Never;
        }

        if (options.AllowNetworks.Any(network => Holds(network, address)))
        {
            return AddressReach.Allowed;
        }

        return IsPublic(address) ? AddressReach.Public : AddressReach.Private;
    }

    private static bool IsNever(IPAddress address) =>
        Never.Any(network => Holds(network, address)) || (Wrapped(address) is { } inner && Never.Any(network => Holds(network, inner)));

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Reserved4.Any(network => Holds(network, address)),
        AddressFamily.InterNetworkV6 => Holds(GlobalUnicast6, address) && !Reserved6.Any(network => Holds(network, address)),
        _ => false,
    };

    private static IPAddress? Wrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.Equals(IPAddress.IPv6Loopback))
        {
            return null;
        }

        foreach (var (network, offset) in Wrappings)
        {
            if (Holds(network, address))
            {
                return new IPAddress(address.GetAddressBytes().AsSpan(offset, 4));
            }
        }

        return null;
    }

    /// <summary>Compares bits as they stand: the platform's own comparison takes a mapped address for the IPv4 address inside it.</summary>
    private static bool Holds(IPNetwork network, IPAddress address)
    {
        Span<byte> prefix = stackalloc byte[16];
        Span<byte> bytes = stackalloc byte[16];
        if (network.BaseAddress.AddressFamily != address.AddressFamily
            || !network.BaseAddress.TryWriteBytes(prefix, out _) || !address.TryWriteBytes(bytes, out _))
        {
            return false;
        }

        var whole = network.PrefixLength / 8;
        var rest = network.PrefixLength % 8;
        return prefix[..whole].SequenceEqual(bytes[..whole])
            && (rest == 0 || (prefix[whole] ^ bytes[whole]) >> (8 - rest) == 0);
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
