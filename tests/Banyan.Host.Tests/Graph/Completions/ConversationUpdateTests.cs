using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Graph.Completions;

/// <summary>Watching a conversation: what is said on any node comes in order, to those whose it is.</summary>
public sealed class ConversationUpdateTests
{
    private const string Watch = "subscription($id: ID!) { conversationUpdates(conversationId: $id) { sequence role content } }";
    private const string Say = "mutation($id: ID!, $text: String!) { addMessage(conversationId: $id, message: { role: USER, content: $text }) { messageCount } }";

    [Fact]
    public async Task What_is_said_on_another_node_comes_in_order_and_without_gaps()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var bench = await ComposerBench.StartAsync(database: database);
        await using var other = await bench.NodeAsync(database);
        var (here, there) = (GraphClient.Of(bench.App), new GraphClient(other.Http, bench.App.Key));
        var id = (await here.DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString()!;

        using var reply = await here.SendAsync(JsonSerializer.Serialize(new { query = Watch, variables = new { id } }), "text/event-stream");
        using var reader = new StreamReader(await reply.Content.ReadAsStreamAsync());

        // From when it listens on is not to be seen from outside: something is said until the first of it is heard.
        var first = NextAsync(reader);
        for (var said = 0; !first.IsCompleted; said++)
        {
            await there.DataAsync(Say, new { id, text = $"knock {said}" });
            await Task.WhenAny(first, TickAsync());
        }

        var heard = await first;
        await there.DataAsync(Say, new { id, text = "done" });
        while (heard.GetProperty("content").GetString() != "done")
        {
            var next = await NextAsync(reader);
            next.GetProperty("sequence").GetInt32().ShouldBe(heard.GetProperty("sequence").GetInt32() + 1);
            next.GetProperty("role").GetString().ShouldBe("USER");
            heard = next;
        }
    }

    [Fact]
    public async Task Another_services_conversation_is_not_there_to_be_watched()
    {
        await using var bench = await ComposerBench.StartAsync();
        var id = (await GraphClient.Of(bench.App).DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString()!;
        var stranger = await GraphClient.WithAsync(bench.App, "chat");

        using var reply = await stranger.SendAsync(JsonSerializer.Serialize(new { query = Watch, variables = new { id } }), "text/event-stream");

        (await reply.Content.ReadAsStringAsync()).ShouldContain("NOT_FOUND");
    }

    private static async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await timer.WaitForNextTickAsync();
    }

    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line[6..]).GetProperty("data").GetProperty("conversationUpdates");
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
