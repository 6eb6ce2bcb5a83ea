using System.Net;
using System.Net.Sockets;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Opens connections for caller-told addresses: resolves once, checks every address, connects to one of the checked ones. TLS then asks for the name the caller wrote.</summary>
internal sealed class GuardedConnector(AddressRules rules, IFetchNetwork network)
{
    private static readonly IPAddress[] Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Connects for one request; the shape is the one SocketsHttpHandler asks for.</summary>
    /// <exception cref="AddressRefusedException">An address of the host may not be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var asked = context.DnsEndPoint;
        var isPlain = context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps;
        var addresses = await AddressesAsync(asked.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new AddressRefusedException("its host name does not resolve");
        }

        foreach (var address in addresses)
        {
            Check(rules.Judge(address), isPlain, asked.Port);
        }

        return await DialAsync(addresses, asked.Port, cancellationToken);
    }

    private static void Check(AddressReach reach, bool isPlain, int port)
    {
        if (reach is AddressReach.Never or AddressReach.Private)
        {
            throw new AddressRefusedException();
        }

        if (reach == AddressReach.Public && (isPlain || port != 443))
        {
            throw new AddressRefusedException("public addresses are fetched only by https on port 443");
        }
    }

    private ValueTask<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return new([literal]);
        }

        // RFC 6761: these names are this machine, whatever a resolver says.
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLoopback ? new(Loopback) : network.ResolveAsync(host, cancellationToken);
    }

    private async ValueTask<Stream> DialAsync(IPAddress[] checkedAddresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in checkedAddresses)
        {
            try
            {
                return await network.DialAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException broken)
            {
                last = broken;
            }
        }

        throw new AddressRefusedException("its host refuses connections", last!);
    }
}
