using System.Net.WebSockets;
using System.Text;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Tests.Execution;
using Banyan.GraphQL.Transport;

namespace Banyan.GraphQL.Tests.Transport;

/// <summary>A client of a socket, within the process.</summary>
internal sealed class SocketTalk : IAsyncDisposable
{
    private readonly WebSocket _client;
    private readonly WebSocket _server;

    public SocketTalk(TestServer server, string? protocol = "graphql-transport-ws", bool isKnown = true, Func<string, GraphContext?>? authenticate = null)
    {
        var (client, far) = DuplexStream.Pair();
        _client = WebSocket.CreateFromStream(client, new WebSocketCreationOptions { SubProtocol = protocol });
        _server = WebSocket.CreateFromStream(far, new WebSocketCreationOptions { IsServer = true, SubProtocol = protocol });
        Served = server.Server.RunSocketAsync(
            new GraphSocket(_server, isKnown ? server.Context : null, (authorization, _) => ValueTask.FromResult(authenticate?.Invoke(authorization))), CancellationToken.None);
    }

    /// <summary>Ends when the server is done with the socket.</summary>
    public Task Served { get; }

    public async Task<SocketTalk> InitialisedAsync()
    {
        await SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await NextAsync());
        return this;
    }

    public Task SendAsync(string message, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _client.SendAsync(Encoding.UTF8.GetBytes(message), type, endOfMessage: true, CancellationToken.None);

    public Task SubscribeAsync(string id, string query) => SendAsync($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""");

    /// <summary>The next message, or <c>closed</c> with the code and reason.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TestGraph.Patience);
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _client.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return $"closed {(int)_client.CloseStatus!} {_client.CloseStatusDescription}".TrimEnd();
            }

            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    /// <summary>The client goes without a word.</summary>
    public void Vanish() => _client.Abort();

    public async ValueTask DisposeAsync()
    {
        _client.Abort();
        _client.Dispose();
        await Served.WaitAsync(TestGraph.Patience);
        _server.Dispose();
    }
}
