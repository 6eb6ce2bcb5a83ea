using System.Net;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Names to addresses, addresses to connections: the two things the guard stands between.</summary>
internal interface IFetchNetwork
{
    /// <summary>Every address of a name; empty when it has none.</summary>
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>Opens a connection to exactly this address.</summary>
    ValueTask<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken);
}
