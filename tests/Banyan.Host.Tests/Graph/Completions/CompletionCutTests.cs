using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Graph.Completions;

/// <summary>Completions over GraphQL that are under way when an operator stops them: whoever reads them is told, on whatever connection.</summary>
public sealed class CompletionCutTests
{
    private const string Stream = "subscription($input: CompletionInput!) { completionStream(input: $input) { delta response { content } } }";
    private const string Generate = "mutation($input: CompletionInput!) { generateCompletion(input: $input) { content } }";
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Theory]
    [Trait("Attack", "55")]
    [InlineData("GLOBAL", "*")]
    [InlineData("PROVIDER", "wall")]
    [InlineData("FEATURE", "Autocomplete")]
    public async Task A_stopped_answer_ends_with_an_error_over_events_on_a_socket_and_whole(string scope, string scopeId)
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Trouble = _ => WallScript.Stream().Chunk(string.Concat(Talk.Stream(["All is", " well"], 11, 7).Take(Talk.Preamble + 1))).Silence();
        var admin = GraphClient.Of(bench.App);
        using var events = await admin.SendAsync(JsonSerializer.Serialize(new { query = Stream, variables = Input() }), "text/event-stream");
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());
        using var socket = await SocketClient.OpenAsync(bench.App);
        await socket.SendAsync(new { id = "plain", type = "subscribe", payload = new { query = Stream, variables = Input() } });
        await socket.SendAsync(new { id = "keyed", type = "subscribe", payload = new { query = Stream, variables = Input(key: "k-1") } });
        var whole = admin.AskAsync(Generate, Input(streams: true));
        while (!(await LineAsync(lines)).Contains("All is", StringComparison.Ordinal))
        {
            // What opens the stream.
        }

        await Patience.UntilAsync(() => Task.FromResult(bench.Asked.Count == 4));
        foreach (var _ in new[] { "plain", "keyed" })
        {
            (await socket.NextAsync()).GetRawText().ShouldContain("All is");
        }

        await admin.DataAsync("mutation($scope: SwitchScope!, $id: String!) { setKillSwitch(input: { scope: $scope, scopeId: $id, cutStreams: true, reason: \"a loop\" }) { id } }", new { scope, id = scopeId });

        var rest = new StringBuilder();
        while (await LineAsync(lines) is { } line && line != "event: complete")
        {
            rest.AppendLine(line);
        }

        ShouldBeKilled(JsonElement.Parse(rest.ToString().Split('\n').Single(line => line.StartsWith("data: {", StringComparison.Ordinal))[6..]));
        var ended = new HashSet<string>(StringComparer.Ordinal);
        while (ended.Count < 2)
        {
            var next = await socket.NextAsync();
            if (next.GetProperty("type").GetString() == "next")
            {
                ShouldBeKilled(next.GetProperty("payload"));
            }
            else
            {
                ended.Add(next.GetProperty("id").GetString()!);
            }
        }

        var answer = await whole;
        answer.Codes.ShouldBe(["FORBIDDEN"]);
        answer.Errors[0].GetProperty("extensions").GetProperty("reason").GetString().ShouldBe("killed");
    }

    private static object Input(string? key = null, bool streams = false) => new
    {
        input = new { modelPreference = "wall/up", feature = "autocomplete", idempotencyKey = key, stream = streams, messages = new[] { new { role = "USER", content = "count" } } },
    };

    private static void ShouldBeKilled(JsonElement answer)
    {
        answer.TryGetProperty("errors", out var errors).ShouldBeTrue(answer.GetRawText());
        errors[0].GetProperty("extensions").GetProperty("reason").GetString().ShouldBe("killed");
    }

    private static async Task<string> LineAsync(StreamReader lines)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        return await lines.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The stream ended.");
    }
}
