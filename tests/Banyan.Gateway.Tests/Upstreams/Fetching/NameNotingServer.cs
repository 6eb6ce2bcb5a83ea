using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>A TLS server that hears which name the client asks for, and then has no certificate for it.</summary>
internal sealed class NameNotingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> _name = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public NameNotingServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Task<string> AskedName => _name.Task;

    public ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken) => new SocketNetwork().DialAsync((IPEndPoint)_listener.LocalEndpoint, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var secure = new SslStream(client.GetStream());
            await secure.AuthenticateAsServerAsync((_, hello, _, _) => throw Heard(hello.ServerName), null);
        }
        catch (Exception ended) when (ended is AuthenticationException or SocketException or IOException or ObjectDisposedException)
        {
            _name.TrySetException(new InvalidOperationException("Nobody asked for a name.", ended));
        }
    }

    private AuthenticationException Heard(string name)
    {
        _name.TrySetResult(name);
        return new AuthenticationException("There is no certificate here.");
    }
}
