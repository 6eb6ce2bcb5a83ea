using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Graph;

/// <summary>A client of the GraphQL socket.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>Connects and says who it is.</summary>
    public static async Task<SocketClient> OpenAsync(BanyanApp app)
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        client._socket.Options.SetRequestHeader("Authorization", $"Bearer {app.Key}");
        await client._socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/graphql"), CancellationToken.None);
        await client.SendAsync(new { type = "connection_init" });
        (await client.NextAsync()).GetProperty("type").GetString().ShouldBe("connection_ack");
        return client;
    }

    /// <summary>Says who it is in the first message, and tells what the server says to that: a type, or <c>closed</c> with the code.</summary>
    public static async Task<string> InitAsync(BanyanApp app, string key)
    {
        using var client = new SocketClient();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        await client._socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/graphql"), CancellationToken.None);
        await client.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {key}" } });
        using var patience = new CancellationTokenSource(Patience.Long);
        var buffer = new byte[4096];
        var part = await client._socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return part.MessageType == WebSocketMessageType.Close
            ? $"closed {(int)client._socket.CloseStatus!}"
            : JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, part.Count)).GetProperty("type").GetString()!;
    }

    public Task SendAsync(object message) => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message that is no ping.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            part.MessageType.ShouldBe(WebSocketMessageType.Text, _socket.CloseStatusDescription);
            length += part.Count;
            if (!part.EndOfMessage)
            {
                continue;
            }

            var message = JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, length));
            if (message.GetProperty("type").GetString() is not "ping")
            {
                return message;
            }

            length = 0;
        }
    }

    public void Dispose() => _socket.Dispose();
}
