using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Clients;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Prompts;

/// <summary>A prompt engineer's work over GraphQL on two nodes of one PostgreSQL, while applications ask both by the prompt's name all the time.</summary>
public sealed class PromptJourneyTests(ITestOutputHelper output)
{
    private const string Hello = "Hello Ada.", GoodDay = "Good day Ada.", Hi = "Hi Ada.";
    private const string Ask = "mutation($input: CompletionInput!) { generateCompletion(input: $input) { content prompt variant } }";

    // What callers may read once an act of the engineer is in force: the first version, the second, the experiment, the arm promoted, the second again.
    private static readonly string[][] Stages = [[Hello], [GoodDay], [GoodDay, Hi], [Hi], [GoodDay]];

    [Fact]
    public async Task A_version_is_drafted_previewed_published_tried_promoted_and_rolled_back_under_traffic_on_two_nodes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var wall = ScriptedWall.Start(Echo);
        var yaml = WallConfig.Of(WireTalk.Of('C'), wall);
        (string, string)[] environment = [("WALL_KEY", "sk-upstream-0123456789abcdef"), ("BANYAN_DATABASE", await server.CreateDatabaseAsync()), ("MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using var first = await BanyanApp.StartAsync(yaml, null, environment);
        var (engineerKey, appKey) = (await KeyAsync(first, Role.Developer, [.. RoleRights.Of(Role.Developer)]), await KeyAsync(first, Role.Service, ["chat", "users:assert"]));
        await using var second = await BanyanApp.StartAsync(yaml, null, environment);
        var (here, there) = (new GraphClient(first.Http, engineerKey), new GraphClient(second.Http, engineerKey));
        var (one, two) = (new GraphClient(first.Http, appKey), new GraphClient(second.Http, appKey));

        await here.DataAsync("""mutation { createPrompt(input: { name: "team/greet", category: "mail" }) { id } }""");
        var version1 = await DraftAsync(here, "Hello {{name}}.");
        await PublishAsync(here, version1, null);
        await SeesAsync(two, Hello);
        using var end = new CancellationTokenSource();
        var acts = new Acts();
        Task<int>[] traffic = [AskOnAsync(one, acts, end.Token), AskOnAsync(two, acts, end.Token)];

        var version2 = await DraftAsync(here, "Good day {{name}}.");
        await RendersAsync(there, GoodDay);
        (await TextAsync(one, "u0")).Content.ShouldBe(Hello, "a draft serves nobody");
        acts.Begun = 1;
        await PublishAsync(here, version2, 1);
        (await TextAsync(one, "u0")).Content.ShouldBe(GoodDay, "on its own node at once");
        await TimedAsync("published", SeesAsync(two, GoodDay));
        acts.Done = 1;

        await TryAsync(here, there, one, two, version2, acts);
        acts.Begun = 4;
        await here.DataAsync("""mutation { rollbackPrompt(promptId: "team/greet", toVersion: 2, reason: "too short") { version status } }""");
        (await TextAsync(one, "u0")).Content.ShouldBe(GoodDay, "rolled back");
        await TimedAsync("rolled back", SeesAsync(two, GoodDay));
        acts.Done = 4;
        (await TextAsync(one, "u0")).Content.ShouldBe(GoodDay);

        await end.CancelAsync();
        (await Task.WhenAll(traffic)).ShouldAllBe(asked => asked > 20);
        await EditorsMeetAsync(here, there);
    }

    private async Task TryAsync(GraphClient here, GraphClient there, GraphClient one, GraphClient two, string version2, Acts acts)
    {
        var version3 = await DraftAsync(here, "Hi {{name}}.");
        var input = new
        {
            promptId = "team/greet",
            name = "tone",
            unit = "USER",
            variants = new[] { new { name = "polite", versionId = version2, weight = 0.8, control = true }, new { name = "short", versionId = version3, weight = 0.2, control = false } },
        };
        var id = (await here.DataAsync("mutation($input: ExperimentInput!) { createExperiment(input: $input) { id } }", new { input })).GetProperty("createExperiment").GetProperty("id").GetString();
        acts.Begun = 2;
        await here.DataAsync("mutation($id: ID!) { startExperiment(id: $id) { status } }", new { id });
        await TimedAsync("experiment begun", HoldsAsync(async () => (await TextAsync(two, "u0")).Variant is not null));
        acts.Done = 2;

        var arms = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (client, round) in new[] { (one, 0), (two, 1), (one, 2), (two, 3) })
        {
            for (var user = 0; user < 60; user++)
            {
                var (content, variant) = await TextAsync(client, $"u{user}");
                content.ShouldBe(variant == "short" ? Hi : GoodDay);
                arms.TryAdd($"u{user}", variant);
                variant.ShouldBe(arms[$"u{user}"], $"u{user} sees one arm, on whatever node, in round {round}");
            }
        }

        arms.Values.Count(arm => arm == "short").ShouldBeInRange(3, 27, "a fifth of sixty, as the hash has it");
        await HoldsAsync(async () => (await there.DataAsync("query($id: ID!) { experiment(id: $id) { results { variant metric units } } }", new { id })).GetProperty("experiment").GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("variant").GetString() == "short").Any(result => result.GetProperty("units").GetInt64() >= 3));
        acts.Begun = 3;
        var stopped = await there.DataAsync("""mutation($id: ID!) { stopExperiment(id: $id, promote: "short", reason: "read by more") { status winner prompt { activeVersion { version } } } }""", new { id });
        stopped.GetProperty("stopExperiment").GetRawText().ShouldBe("""{"status":"CONCLUDED","winner":"short","prompt":{"activeVersion":{"version":3}}}""");
        (await TextAsync(two, "u0")).ShouldBe((Hi, null), "promoted");
        await TimedAsync("arm promoted", HoldsAsync(async () => await TextAsync(one, "u0") == (Hi, null)));
        acts.Done = 3;
    }

    /// <summary>Tells how long after an act the other node followed. The bound, two seconds, is told rather than asked for: the machine may be busy with other things.</summary>
    private async Task TimedAsync(string act, Task follows)
    {
        var began = Stopwatch.GetTimestamp();
        await follows;
        output.WriteLine($"{act}: the other node followed within {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
    }

    private static async Task EditorsMeetAsync(GraphClient here, GraphClient there)
    {
        var (mine, yours) = (await DraftAsync(here, "Mine {{name}}."), await DraftAsync(there, "Yours {{name}}."));
        var answers = await Task.WhenAll(PublishedAsync(here, mine, 2), PublishedAsync(there, yours, 2));

        answers.Count(answer => answer.Errors.Count == 0).ShouldBe(1);
        answers.SelectMany(answer => answer.Codes).ShouldBe(["CONFLICT"]);
    }

    /// <summary>Asks without end: none fails, and none is told what an act had replaced on both nodes before it was asked.</summary>
    private static async Task<int> AskOnAsync(GraphClient client, Acts acts, CancellationToken end)
    {
        var asked = 0;
        while (!end.IsCancellationRequested)
        {
            var from = acts.Done;
            var (content, _) = await TextAsync(client, $"t{asked % 7}");
            Stages[from..(acts.Begun + 1)].SelectMany(stage => stage).ShouldContain(content);
            asked++;
        }

        return asked;
    }

    private static async Task<(string Content, string? Variant)> TextAsync(GraphClient client, string user)
    {
        var answer = await client.AskAsync(Ask, new { input = new { promptId = "team/greet", promptVariables = new { name = "Ada" }, modelPreference = "wall/up", userId = user } });
        answer.Errors.ShouldBeEmpty();
        var response = answer.Data.GetProperty("generateCompletion");
        return (response.GetProperty("content").GetString()!, response.GetProperty("variant").GetString());
    }

    private static async Task<string> DraftAsync(GraphClient client, string template)
    {
        var input = new { promptId = "team/greet", template, variables = new[] { new { name = "name", type = "STRING" } } };
        return (await client.DataAsync("mutation($input: PromptVersionInput!) { createPromptVersion(input: $input) { id } }", new { input })).GetProperty("createPromptVersion").GetProperty("id").GetString()!;
    }

    private static async Task PublishAsync(GraphClient client, string version, int? expected) => (await PublishedAsync(client, version, expected)).Errors.ShouldBeEmpty();

    private static Task<GraphAnswer> PublishedAsync(GraphClient client, string version, int? expected) => client.AskAsync(
        "mutation($version: ID!, $expected: Int) { publishPromptVersion(promptId: \"team/greet\", versionId: $version, expectedActiveVersion: $expected, reason: \"a test\") { version } }", new { version, expected });

    private static async Task<string> KeyAsync(BanyanApp app, Role role, string[] scopes)
    {
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "journey", Role = role, Operations = scopes }, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return made.Key!;
    }

    private static Task SeesAsync(GraphClient client, string text) => HoldsAsync(async () =>
    {
        var answer = await client.AskAsync(Ask, new { input = new { promptId = "team/greet", promptVariables = new { name = "Ada" }, modelPreference = "wall/up", userId = "u0" } });
        return answer.Errors.Count == 0 && answer.Data.GetProperty("generateCompletion").GetProperty("content").GetString() == text;
    });

    /// <summary>Waits until a node knows the draft.</summary>
    private static async Task RendersAsync(GraphClient node, string text)
    {
        await Patience.UntilAsync(async () =>
        {
            var answer = await node.AskAsync("""query { renderPrompt(promptId: "team/greet:2", variables: { name: "Ada" }) { messages } }""");
            if (answer.Errors.Count > 0)
            {
                answer.Codes.ShouldBe(["NOT_FOUND"]);
                return false;
            }

            answer.Data.GetRawText().ShouldContain(text);
            return true;
        });
    }

    private static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How far the engineer is: the last act begun, and the last that is in force on both nodes.</summary>
    private sealed class Acts
    {
        private volatile int _begun, _done;

        public int Begun { get => _begun; set => _begun = value; }

        public int Done { get => _done; set => _done = value; }
    }

    /// <summary>A provider that says what it is told, so that an answer shows which version spoke.</summary>
    private static WallScript Echo(WallRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return WallScript.Json(WireTalk.Of('C').Whole(body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!, 11, 7));
    }
}
