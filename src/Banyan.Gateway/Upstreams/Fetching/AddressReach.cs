namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>How far an address may be reached for a caller.</summary>
internal enum AddressReach : byte
{
    /// <summary>Never, whatever is configured: metadata services, link-local, multicast, "this network", broadcast.</summary>
    Never,

    /// <summary>Not at all: private, loopback, reserved, or an IPv6 wrapping of an IPv4 address.</summary>
    Private,

    /// <summary>By https on port 443.</summary>
    Public,

    /// <summary>By http and https on any port: the operator listed its network.</summary>
    Allowed,
}
