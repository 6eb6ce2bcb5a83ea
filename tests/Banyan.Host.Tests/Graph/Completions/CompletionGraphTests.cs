using System.Net;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;

namespace Banyan.Host.Tests.Graph.Completions;

/// <summary>Completions and conversations over GraphQL, on the running service.</summary>
public sealed class CompletionGraphTests
{
    private const string Generate = "mutation($input: CompletionInput!) { generateCompletion(input: $input) { id content finishReason model provider cost cached conversationId usage { totalTokens } decision { resolvedBy candidates { model eligible } } } }";

    [Fact]
    public async Task A_completion_is_asked_for_and_found_again()
    {
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);

        var data = await client.DataAsync(Generate, new { input = new { modelPreference = "wall/up", messages = new[] { new { role = "USER", content = "hello" } }, tags = new[] { "nightly" }, metadata = new { order = 7 }, includeDecision = true } });

        var answer = data.GetProperty("generateCompletion");
        answer.GetProperty("content").GetString().ShouldBe("answer 1");
        answer.GetProperty("cost").GetString().ShouldBe("0.00016");
        answer.GetProperty("usage").GetProperty("totalTokens").GetInt64().ShouldBe(120);
        answer.GetProperty("decision").GetProperty("candidates")[0].GetProperty("model").GetString().ShouldBe("wall/up");
        var kept = await KeptAsync(client, answer.GetProperty("id").GetString()!);
        kept.GetProperty("door").GetString().ShouldBe("graphql");
        kept.GetProperty("tags")[0].GetString().ShouldBe("nightly");
        kept.GetProperty("metadata").GetProperty("order").GetInt32().ShouldBe(7);
        kept.GetProperty("answer").GetProperty("finishReason").GetString().ShouldBe("stop");
        kept.GetProperty("outcome").GetString().ShouldBe("SUCCEEDED");
    }

    [Fact]
    public async Task A_conversation_is_made_spoken_in_read_and_erased()
    {
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);
        var made = await client.DataAsync("""mutation { createConversation(metadata: {topic: "desks"}) { id metadata } }""");
        var id = made.GetProperty("createConversation").GetProperty("id").GetString()!;

        await client.DataAsync("mutation($id: ID!) { addMessage(conversationId: $id, message: {role: SYSTEM, content: \"Be brief.\"}) { messageCount } }", new { id });
        await client.DataAsync(Generate, new { input = new { modelPreference = "wall/up", conversationId = id, messages = new[] { new { role = "USER", content = "my name is Ada" } } } });

        bench.Asked[0].GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()).ShouldBe(["system", "user"]);
        var read = (await client.DataAsync("query($id: ID!) { conversation(id: $id) { title totalTokens totalCost messages(last: 2) { sequence role content tokens } } conversations(first: 5) { nodes { id } } }", new { id }));
        var talk = read.GetProperty("conversation");
        (talk.GetProperty("title").GetString(), talk.GetProperty("totalTokens").GetInt64(), talk.GetProperty("totalCost").GetString()).ShouldBe(("my name is Ada", 120, "0.00016"));
        talk.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()).ShouldBe(["USER", "ASSISTANT"]);
        read.GetProperty("conversations").GetProperty("nodes")[0].GetProperty("id").GetString().ShouldBe(id);
        (await client.DataAsync("mutation($id: ID!) { deleteConversation(id: $id) }", new { id })).GetProperty("deleteConversation").GetBoolean().ShouldBeTrue();
        (await client.DataAsync("query($id: ID!) { conversation(id: $id) { id } }", new { id })).GetProperty("conversation").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_was_asked_and_said_is_read_again_where_the_caller_had_it_kept()
    {
        const string read = "query($id: ID!) { completion(id: $id) { messages score promptVersion { id } toolExecutions { tool } response { id content finishReason model provider cost usage { totalTokens } conversationId } } }";
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);
        var talk = (await client.DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString()!;
        async Task<string> AskAsync(object input) => (await client.DataAsync(Generate, new { input })).GetProperty("generateCompletion").GetProperty("id").GetString()!;
        var messages = new[] { new { role = "USER", content = "hello" } };
        var (plain, spoken, keyed) = (await AskAsync(new { modelPreference = "wall/up", messages }), await AskAsync(new { modelPreference = "wall/up", conversationId = talk, messages }), await AskAsync(new { modelPreference = "wall/up", idempotencyKey = "k", messages, stream = true }));
        foreach (var id in new[] { plain, spoken, keyed })
        {
            await KeptAsync(client, id);
        }

        await client.DataAsync("mutation($id: ID!) { submitFeedback(requestId: $id, score: 0.75) }", new { id = plain });

        (await client.DataAsync(read, new { id = plain })).GetProperty("completion").GetRawText().ShouldBe("""{"messages":null,"score":0.75,"promptVersion":null,"toolExecutions":[],"response":null}""");
        var inTalk = (await client.DataAsync(read, new { id = spoken })).GetProperty("completion");
        inTalk.GetProperty("messages").GetRawText().ShouldBe("""[{"role":"user","content":"hello"}]""");
        inTalk.GetProperty("response").GetRawText().ShouldBe($$"""{"id":"{{spoken}}","content":"answer 2","finishReason":"stop","model":"wall/up","provider":"wall","cost":"0.00016","usage":{"totalTokens":120},"conversationId":"{{talk}}"}""");
        (await client.DataAsync(read, new { id = keyed })).GetProperty("completion").GetProperty("response").GetProperty("content").GetString().ShouldBe("answer 3");
        bench.Asked[2].GetProperty("stream").GetBoolean().ShouldBeTrue("the input asked for a stream");
        var reader = await GraphClient.WithAsync(bench.App, "usage:read", "prompts:read", "chat");
        (await reader.DataAsync(read, new { id = spoken })).GetProperty("completion").GetRawText().ShouldBe("""{"messages":null,"score":null,"promptVersion":null,"toolExecutions":null,"response":null}""", "another service's words are not told");
    }

    [Fact]
    public async Task A_stream_ends_with_the_whole_answer()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Says = _ => "one two three";
        var body = JsonSerializer.Serialize(new
        {
            query = "subscription($input: CompletionInput!) { completionStream(input: $input) { sequence delta response { content usage { totalTokens } } } }",
            variables = new { input = new { modelPreference = "wall/up", messages = new[] { new { role = "USER", content = "count" } } } },
        });

        using var reply = await GraphClient.Of(bench.App).SendAsync(body, "text/event-stream");

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var chunks = (await reply.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(Chunk).ToArray();
        string.Concat(chunks.Select(chunk => chunk.GetProperty("delta").GetString())).ShouldBe("one two three");
        chunks[^1].GetProperty("response").GetProperty("content").GetString().ShouldBe("one two three");
        chunks.Select(chunk => chunk.GetProperty("sequence").GetInt32()).ShouldBe(Enumerable.Range(0, chunks.Length));
    }

    [Fact]
    public async Task Strangers_see_nothing_and_a_key_without_chat_asks_nothing()
    {
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);
        var id = (await client.DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString()!;
        var answer = await client.DataAsync(Generate, new { input = new { modelPreference = "wall/up", messages = new[] { new { role = "USER", content = "hello" } } } });
        var completion = answer.GetProperty("generateCompletion").GetProperty("id").GetString()!;
        await KeptAsync(client, completion);
        var stranger = await GraphClient.WithAsync(bench.App, "chat");
        var reader = await GraphClient.WithAsync(bench.App, "models:read");

        var seen = await stranger.DataAsync("query($id: ID!, $one: ID!) { conversation(id: $id) { id } completion(id: $one) { id } completions { nodes { id } } conversations { nodes { id } } }", new { id, one = completion });
        var spoken = await stranger.AskAsync("mutation($id: ID!) { addMessage(conversationId: $id, message: {role: USER, content: \"hi\"}) { id } }", new { id });
        var refused = await reader.AskAsync(Generate, new { input = new { messages = new[] { new { role = "USER", content = "hello" } } } });

        seen.GetProperty("conversation").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("completion").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("completions").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        seen.GetProperty("conversations").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        spoken.Errors.ShouldHaveSingleItem().GetProperty("extensions").GetProperty("code").GetString().ShouldBe("NOT_FOUND");
        refused.Errors.ShouldHaveSingleItem().GetProperty("extensions").GetProperty("code").GetString().ShouldBe("FORBIDDEN");
    }

    [Fact]
    [Trait("Attack", "59")]
    public async Task Another_ask_under_a_key_is_a_conflict()
    {
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);
        object Input(string text) => new { input = new { modelPreference = "wall/up", idempotencyKey = "k-1", messages = new[] { new { role = "USER", content = text } } } };

        var first = await client.DataAsync(Generate, Input("hello"));
        var again = await client.DataAsync(Generate, Input("hello"));
        var other = await client.AskAsync(Generate, Input("something else"));

        again.GetProperty("generateCompletion").GetProperty("id").GetString().ShouldBe(first.GetProperty("generateCompletion").GetProperty("id").GetString());
        bench.Asked.ShouldHaveSingleItem();
        other.Errors.ShouldHaveSingleItem().GetProperty("extensions").GetProperty("code").GetString().ShouldBe("CONFLICT");
    }

    private static JsonElement Chunk(string line)
    {
        using var document = JsonDocument.Parse(line[6..]);
        return document.RootElement.GetProperty("data").GetProperty("completionStream").Clone();
    }

    /// <summary>A completion once it is written down, which is soon after it ended.</summary>
    private static async Task<JsonElement> KeptAsync(GraphClient client, string id)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var found = (await client.DataAsync("query($id: ID!) { completion(id: $id) { door tags metadata outcome answer { finishReason } attempts { number } } }", new { id })).GetProperty("completion");
            if (found.ValueKind == JsonValueKind.Object && found.GetProperty("attempts").GetArrayLength() > 0)
            {
                return found;
            }
        }
    }
}
