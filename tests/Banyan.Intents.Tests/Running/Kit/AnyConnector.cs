using System.Net.Sockets;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Connects to whatever is asked; for tests of what is said on a connection.</summary>
internal sealed class AnyConnector : IBackendConnector
{
    public async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.IdnHost, address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
