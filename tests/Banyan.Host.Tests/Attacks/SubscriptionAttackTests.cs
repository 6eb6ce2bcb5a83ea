using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Transport;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Who subscribes too much is refused, and who may no more is let go; others go on.</summary>
public sealed class SubscriptionAttackTests : IAsyncLifetime
{
    private const string Watch = "subscription($id: ID!) { conversationUpdates(conversationId: $id) { sequence content } }";

    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private KeyAdmin Keys => _app.Services.GetRequiredService<KeyAdmin>();

    private GraphServerOptions Bounds => _app.Services.GetRequiredService<GraphServerOptions>();

    [Fact]
    [Trait("Attack", "39")]
    public async Task A_flood_of_subscriptions_on_one_socket_is_bounded_and_those_within_go_on()
    {
        var (key, talk) = await TalkAsync();
        using var socket = await SocketAsync(key);
        for (var i = 0; i < Bounds.MaxOperationsPerSocket + 20; i++)
        {
            await SendAsync(socket, new { id = $"s{i}", type = "subscribe", payload = new { query = Watch, variables = new { id = talk } } });
        }

        for (var i = 0; i < 20; i++)
        {
            var refused = await NextAsync(socket);
            refused.ShouldContain("TOO_MANY_SUBSCRIPTIONS");
        }

        // Each hears what is said from when it began: something is said until all have begun.
        using var done = new CancellationTokenSource();
        var saying = SayOnAsync(key, talk, done.Token);
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (told.Count < Bounds.MaxOperationsPerSocket)
        {
            var next = JsonElement.Parse(await NextAsync(socket));
            next.GetProperty("type").GetString().ShouldBe("next");
            next.GetProperty("payload").GetProperty("data").GetProperty("conversationUpdates").GetProperty("content").GetString().ShouldBe("hello");
            told.Add(next.GetProperty("id").GetString()!);
        }

        await done.CancelAsync();
        await saying;
    }

    [Fact]
    [Trait("Attack", "39")]
    public async Task Sockets_and_streams_of_one_key_are_bounded_and_another_keys_are_not_touched()
    {
        var (key, talk) = await TalkAsync();
        var sockets = new List<ClientWebSocket>();
        var streams = new List<HttpResponseMessage>();
        try
        {
            for (var i = 0; i < Bounds.MaxSocketsPerKey; i++)
            {
                sockets.Add(await SocketAsync(key));
            }

            using var beyond = await OpenAsync(key);
            await SendAsync(beyond, new { type = "connection_init" });
            (await NextAsync(beyond)).ShouldStartWith("closed 4429");

            for (var i = 0; i < Bounds.MaxStreamsPerKey; i++)
            {
                streams.Add(await StreamAsync(key, talk));
                streams[^1].StatusCode.ShouldBe(HttpStatusCode.OK);
            }

            using var more = await StreamAsync(key, talk);
            (await more.Content.ReadAsStringAsync()).ShouldContain("TOO_MANY_SUBSCRIPTIONS");

            using var others = await SocketAsync((await TalkAsync()).Key);
            others.State.ShouldBe(WebSocketState.Open);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
            streams.ForEach(stream => stream.Dispose());
        }
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("narrowed")]
    [InlineData("rotated")]
    [Trait("Attack", "39")]
    public async Task Who_may_no_more_is_let_go_while_subscribed(string how)
    {
        var (key, talk) = await TalkAsync(how == "expired" ? TimeSpan.FromSeconds(4) : TimeSpan.FromDays(1));
        var caller = _app.Services.GetRequiredService<KeyRing>().Find(key).Caller!;
        using var socket = await SocketAsync(key);
        await SendAsync(socket, new { id = "s", type = "subscribe", payload = new { query = Watch, variables = new { id = talk } } });
        using var stream = await StreamAsync(key, talk);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);

        var admin = GraphClient.Of(_app);
        if (how == "revoked")
        {
            await admin.DataAsync("mutation($id: ID!) { revokeApiKey(id: $id) { id } }", new { id = caller.KeyId });
        }
        else if (how == "narrowed")
        {
            await admin.DataAsync("mutation($id: ID!) { setApiKeyRole(id: $id, role: VIEWER) { role } }", new { id = caller.KeyId });
        }

        else if (how == "rotated")
        {
            await admin.DataAsync("mutation($id: ID!) { rotateApiKey(id: $id, graceSeconds: 0) { secret } }", new { id = caller.KeyId });
        }

        var closed = "";
        while (!closed.StartsWith("closed", StringComparison.Ordinal))
        {
            closed = await NextAsync(socket);
        }

        closed.ShouldStartWith("closed 4403");
        using var patience = new CancellationTokenSource(Patience.Long);
        var told = await stream.Content.ReadAsStringAsync(patience.Token);
        told.ShouldContain("errors");
        told.ShouldEndWith("event: complete\ndata: \n\n");
    }

    /// <summary>A developer's key, and a conversation of its service.</summary>
    private async Task<(string Key, string Talk)> TalkAsync(TimeSpan? life = null)
    {
        var made = await Keys.CreateAsync(new KeyOrder { Service = "flood", Role = Role.Developer, Lifetime = life ?? TimeSpan.FromDays(1) }, CancellationToken.None);
        var client = new GraphClient(_app.Http, made.Key);
        return (made.Key!, (await client.DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString()!);
    }

    private async Task SayOnAsync(string key, string talk, CancellationToken done)
    {
        var client = new GraphClient(_app.Http, key);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!done.IsCancellationRequested)
        {
            await client.DataAsync("mutation($id: ID!) { addMessage(conversationId: $id, message: { role: USER, content: \"hello\" }) { messageCount } }", new { id = talk });
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private Task<HttpResponseMessage> StreamAsync(string key, string talk) =>
        new GraphClient(_app.Http, key).SendAsync(JsonSerializer.Serialize(new { query = Watch, variables = new { id = talk } }), "text/event-stream");

    private async Task<ClientWebSocket> OpenAsync(string key)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new Uri($"ws://{_app.Address.Authority}/graphql"), CancellationToken.None);
        return socket;
    }

    private async Task<ClientWebSocket> SocketAsync(string key)
    {
        var socket = await OpenAsync(key);
        await SendAsync(socket, new { type = "connection_init" });
        (await NextAsync(socket)).ShouldBe("""{"type":"connection_ack"}""");
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, object message) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> NextAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return $"closed {(int)socket.CloseStatus!} {socket.CloseStatusDescription}";
            }

            if (part.EndOfMessage)
            {
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                if (!text.Contains("\"type\":\"ping\"", StringComparison.Ordinal))
                {
                    return text;
                }

                length = 0;
            }
        }
    }
}
