using System.Net;
using System.Net.Sockets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Opens connections for addresses that others told, and for backends: resolves once, checks every address, connects to one of the checked ones.</summary>
internal sealed class GuardedConnector(EgressOptions options, IFetchNetwork network) : IEgress
{
    private static readonly IPAddress[] Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];
    private readonly AddressRules _rules = new(options);

    /// <inheritdoc />
    public Uri? Read(string text, out string problem) => FetchAddress.Read(text, options.AllowNetworks.Count > 0, out problem);

    /// <inheritdoc />
    public ValueTask<Stream> ConnectAsync(string host, int port, bool isPlain, CancellationToken cancellationToken) =>
        ConnectAsync(host, port, reach => Check(reach, isPlain, port), cancellationToken);

    /// <inheritdoc />
    public ValueTask<Stream> ConnectConfiguredAsync(string host, int port, bool mayBePrivate, CancellationToken cancellationToken) =>
        ConnectAsync(host, port, reach => CheckConfigured(reach, mayBePrivate), cancellationToken);

    private async ValueTask<Stream> ConnectAsync(string host, int port, Action<AddressReach> check, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new AddressRefusedException("its host name does not resolve");
        }

        foreach (var address in addresses)
        {
            check(_rules.Judge(address));
        }

        return await DialAsync(addresses, port, cancellationToken);
    }

    private static void Check(AddressReach reach, bool isPlain, int port)
    {
        if (reach is AddressReach.Never or AddressReach.Private)
        {
            throw new AddressRefusedException { IsForbidden = true };
        }

        if (reach == AddressReach.Public && (isPlain || port != 443))
        {
            throw new AddressRefusedException("public addresses are fetched only by https on port 443") { IsForbidden = true };
        }
    }

    private static void CheckConfigured(AddressReach reach, bool mayBePrivate)
    {
        if (reach == AddressReach.Never || (reach == AddressReach.Private && !mayBePrivate))
        {
            throw new AddressRefusedException { IsForbidden = true };
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
