using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;

namespace Banyan.Host.Tests.Graph.Completions;

/// <summary>Watching exchanges as they end: those that fit, once each, and nobody else's.</summary>
public sealed class RequestTailTests
{
    private const string Watch = "subscription($filter: UsageFilter) { requestTail(filter: $filter) { id feature outcome service } }";

    [Fact]
    public async Task What_ends_and_fits_is_told_once()
    {
        await using var bench = await ComposerBench.StartAsync();
        var client = GraphClient.Of(bench.App);
        using var reply = await client.SendAsync(JsonSerializer.Serialize(new { query = Watch, variables = new { filter = new { features = new[] { "mail", "done" } } } }), "text/event-stream");
        using var reader = new StreamReader(await reply.Content.ReadAsStreamAsync());

        // From when it is looked for is not to be seen from outside: something is asked until the first of it is told.
        var (first, asked) = (NextAsync(reader), new List<string>());
        while (!first.IsCompleted)
        {
            asked.Add(await AskAsync(client, "mail"));
            await AskAsync(client, "other");
            await Task.WhenAny(first, TickAsync());
        }

        var told = new List<JsonElement> { await first };
        asked.Add(await AskAsync(client, "done"));
        while (told[^1].GetProperty("feature").GetString() != "done")
        {
            told.Add(await NextAsync(reader));
        }

        told.ShouldAllBe(row => row.GetProperty("outcome").GetString() == "SUCCEEDED" && row.GetProperty("feature").GetString() != "other");
        told.Select(row => row.GetProperty("id").GetString()).ShouldBeUnique();
        told.Select(row => row.GetProperty("id").GetString()).ShouldBeSubsetOf(asked);
    }

    private static async Task<string> AskAsync(GraphClient client, string feature) =>
        (await client.DataAsync(
            "mutation($input: CompletionInput!) { generateCompletion(input: $input) { id } }",
            new { input = new { modelPreference = "wall/up", feature, messages = new[] { new { role = "USER", content = "hi" } } } })).GetProperty("generateCompletion").GetProperty("id").GetString()!;

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
                return JsonElement.Parse(line[6..]).GetProperty("data").GetProperty("requestTail");
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
