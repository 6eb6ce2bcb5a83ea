using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Banyan.Host.Tests.Graph.Completions;

/// <summary>The node is told to end while a completion streams over GraphQL: it may finish, and one that can't says so.</summary>
public sealed class CompletionDrainTests
{
    private const string Query = "subscription($input: CompletionInput!) { completionStream(input: $input) { delta response { content } } }";
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_streams_when_the_node_is_told_to_end_comes_to_its_end(bool overSocket)
    {
        await using var bench = await StartAsync("1m");
        await using var stream = await OpenAsync(bench, overSocket);
        await stream.UntilAsync("before");

        var ended = EndAsync(bench);
        _release.SetResult();

        var all = await stream.RestAsync();
        all.ShouldContain("\"content\":\"before after\"", customMessage: all);
        all.ShouldNotContain("errors");
        await ended;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_outlasts_the_time_for_it_ends_with_an_error_and_never_looks_whole(bool overSocket)
    {
        await using var bench = await StartAsync("1s");
        await using var stream = await OpenAsync(bench, overSocket);
        await stream.UntilAsync("before");

        var ended = EndAsync(bench);

        var all = await stream.RestAsync();
        all.ShouldContain("\"errors\"", customMessage: all);
        all.ShouldContain("The service is shutting down; the answer is not complete.", customMessage: all);
        all.ShouldNotContain("\"content\"");
        all.IndexOf("\"errors\"", StringComparison.Ordinal).ShouldBeLessThan(all.IndexOf("complete\"", StringComparison.Ordinal) is var told and >= 0 ? told : int.MaxValue);
        await ended;
    }

    private async Task<ComposerBench> StartAsync(string drain)
    {
        var bench = await ComposerBench.StartAsync($"server: {{ drain: {drain} }}\n");
        bench.Trouble = _ =>
        {
            var talk = WireTalk.Of('C');
            var events = talk.Stream(["before", " after"], 10, 2);
            var script = WallScript.Stream(talk.StreamType);
            for (var i = 0; i < events.Count; i++)
            {
                script = i == talk.Preamble + 1 ? script.WaitFor(_release.Task) : script;
                script.Chunk(events[i]);
            }

            return script.End();
        };
        return bench;
    }

    /// <summary>As SIGTERM does.</summary>
    private static Task EndAsync(ComposerBench bench)
    {
        bench.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return bench.App.StopAsync();
    }

    private static async Task<Told> OpenAsync(ComposerBench bench, bool overSocket)
    {
        var payload = new { query = Query, variables = new { input = new { modelPreference = "wall/up", messages = new[] { new { role = "USER", content = "count" } } } } };
        if (!overSocket)
        {
            var reply = await GraphClient.Of(bench.App).SendAsync(JsonSerializer.Serialize(payload), "text/event-stream");
            var lines = await reply.Content.ReadAsStreamAsync();
            return new Told(buffer => lines.ReadAsync(buffer), reply);
        }

        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {bench.App.Key}");
        await socket.ConnectAsync(new Uri($"ws://{bench.App.Address.Authority}/graphql"), CancellationToken.None);
        await SendAsync(socket, new { type = "connection_init" });
        await SendAsync(socket, new { id = "1", type = "subscribe", payload });
        return new Told(
            async buffer =>
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    ((int)socket.CloseStatus!).ShouldBe(1001);
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return 0;
                }

                return part.Count;
            },
            socket);
    }

    private static Task SendAsync(ClientWebSocket socket, object message) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Everything that is told, whatever carries it.</summary>
    private sealed class Told(Func<Memory<byte>, ValueTask<int>> read, IDisposable connection) : IAsyncDisposable
    {
        private readonly StringBuilder _text = new();

        public async Task UntilAsync(string words)
        {
            while (!_text.ToString().Contains(words, StringComparison.Ordinal))
            {
                (await NextAsync()).ShouldBeTrue($"it ended with: {_text}");
            }
        }

        public async Task<string> RestAsync()
        {
            while (await NextAsync())
            {
            }

            return _text.ToString();
        }

        public ValueTask DisposeAsync()
        {
            connection.Dispose();
            return default;
        }

        private async Task<bool> NextAsync()
        {
            var buffer = new byte[16 * 1024];
            var count = await read(buffer).AsTask().WaitAsync(Patience.Long);
            _text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            return count > 0;
        }
    }
}
