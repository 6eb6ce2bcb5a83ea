using System.Net;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Doors;

/// <summary>Operators stop things on the running service, and let them go on.</summary>
public sealed class KillSwitchTests
{
    private const string Key = "sk-upstream-0123456789abcdef";
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Theory]
    [InlineData("GLOBAL", "*")]
    [InlineData("PROVIDER", "lab")]
    [InlineData("MODEL", "lab/up")]
    [InlineData("MODEL", "up")]
    [InlineData("SERVICE", "admin")]
    [InlineData("FEATURE", "autocomplete")]
    public async Task What_is_stopped_is_refused_before_anything_is_sent_and_goes_on_when_let(string scope, string scopeId)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        var id = await ThrowAsync(admin, scope, scopeId);

        using (var refused = await AskAsync(app, streams: false))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            refused.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
            (await refused.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(body => body.ShouldContain("\"killed\""), body => body.ShouldNotContain("secret reason"));
        }

        wall.Requests.ShouldBeEmpty();
        await admin.DataAsync("mutation($id: ID!) { clearKillSwitch(id: $id) }", new { id });
        using var answered = await AskAsync(app, streams: false);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 9, null, CancellationToken.None)).Select(act => act.Action).ShouldBe(["clearKillSwitch", "setKillSwitch"]);
    }

    [Fact]
    public async Task Another_service_feature_or_model_goes_on()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        await ThrowAsync(admin, "SERVICE", "billing");
        await ThrowAsync(admin, "FEATURE", "summaries");
        await ThrowAsync(admin, "PROVIDER", "works");
        using var answered = await AskAsync(app, streams: false);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Attack", "55")]
    public async Task A_stream_under_way_is_cut_with_an_error_on_every_node_and_the_switch_outlasts_a_node()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = ScriptedWall.Start(_ =>
        {
            arrived.TrySetResult();
            return WallScript.Stream().Chunk(string.Concat(Talk.Stream(["All is", " well"], 11, 7).Take(Talk.Preamble + 1))).Silence();
        });
        await using var postgres = await PostgresServer.StartAsync();
        var (database, master) = (await postgres.CreateDatabaseAsync(), Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        await using var one = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key), ("BANYAN_DATABASE", database), ("MASTER_KEY", master));
        await using var two = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key), ("BANYAN_DATABASE", database), ("MASTER_KEY", master));
        using var stream = await AskAsync(one, streams: true);
        await arrived.Task.WaitAsync(Patience.Long);

        await ThrowAsync(new GraphClient(two.Http, one.Key), "FEATURE", "autocomplete", cut: true);

        var said = await stream.Content.ReadAsStringAsync().WaitAsync(Patience.Long);
        said.ShouldContain("\"killed\"");
        said.ShouldNotContain("[DONE]");
        await using var three = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key), ("BANYAN_DATABASE", database), ("MASTER_KEY", master));
        using var refused = await AskAsync(three, streams: false, one.Key);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Direct_mode_passes_budgets_and_says_so()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall) + "budgets: [{ scope: global, period: daily, limit: \"0\" }]\n", null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        using (var refused = await AskAsync(app, streams: false))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        }

        string cost;
        (await admin.DataAsync("""mutation { setDirectMode(enabled: true, reason: "the counters are down") { reason setBy } }""")).GetProperty("setDirectMode").GetProperty("reason").GetString().ShouldBe("the counters are down");
        using (var answered = await AskAsync(app, streams: false))
        {
            answered.StatusCode.ShouldBe(HttpStatusCode.OK);
            answered.Headers.GetValues("x-banyan-direct").ShouldBe(["true"]);
            cost = answered.Headers.GetValues("x-banyan-cost-usd").Single();
        }

        // What was spent meanwhile is counted all the same.
        (await admin.DataAsync("{ budgets { currentUsage reserved } }")).GetRawText().ShouldBe($$"""{"budgets":[{"currentUsage":"{{cost}}","reserved":"0"}]}""");
        (await admin.DataAsync("""mutation { setDirectMode(enabled: false, reason: "over") { reason } }""")).GetProperty("setDirectMode").ValueKind.ShouldBe(JsonValueKind.Null);
        using var again = await AskAsync(app, streams: false);
        again.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    [Trait("Attack", "54")]
    public async Task Writing_a_feature_or_a_model_otherwise_passes_no_switch()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        await ThrowAsync(admin, "FEATURE", "autocomplete");
        await ThrowAsync(admin, "MODEL", "lab/unlisted");
        foreach (var (model, feature) in new[] { ("lab/up", "Autocomplete"), ("lab/up", "AUTOCOMPLETE"), ("lab/unlisted", "search"), ("lab/Unlisted", "search"), ("lab/UNLISTED", "search") })
        {
            using var refused = await AskAsync(app, streams: false, model: model, feature: feature);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{model} {feature}");
        }

        wall.Requests.ShouldBeEmpty();
        using var answered = await AskAsync(app, streams: false, feature: "search");
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_configurations_direct_mode_is_on_and_off_with_its_file()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        var yaml = Yaml(wall) + "budgets: [{ scope: global, period: daily, limit: \"0\" }]\n";
        await using var app = await BanyanApp.StartAsync(yaml, null, ("UP_KEY", Key));
        var (admin, file) = (GraphClient.Of(app), Path.Combine(app.Folder, "banyan.yaml"));
        Task<JsonElement> StateAsync() => admin.DataAsync("{ systemStatus { directMode } directMode { reason setBy expiresAt } }");
        Task UntilAsync(bool isOn) => Patience.UntilAsync(async () => (await StateAsync()).GetProperty("systemStatus").GetProperty("directMode").GetBoolean() == isOn);

        await File.WriteAllTextAsync(file, yaml + "emergency: { directMode: true }\n");
        await UntilAsync(true);
        (await StateAsync()).GetProperty("directMode").GetRawText().ShouldBe("""{"reason":"emergency.directMode is on in the configuration.","setBy":"configuration","expiresAt":null}""");
        using (var answered = await AskAsync(app, streams: false))
        {
            answered.StatusCode.ShouldBe(HttpStatusCode.OK);
            answered.Headers.GetValues("x-banyan-direct").ShouldBe(["true"]);
        }

        (await admin.AskAsync("""mutation { setDirectMode(enabled: false, reason: "over") { reason } }""")).Codes.ShouldBe(["CONFLICT"]);
        await File.WriteAllTextAsync(file, yaml);
        await UntilAsync(false);
        using var refused = await AskAsync(app, streams: false);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_switch_without_a_name_or_a_reason_or_on_what_is_not_there_is_refused()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: SERVICE, reason: "x" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: GLOBAL, reason: " " }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: PROVIDER, scopeId: "opnai", reason: "x" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: MODEL, scopeId: "mock/chatt", reason: "x" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { clearKillSwitch(id: "none") }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    private static async Task<string> ThrowAsync(GraphClient admin, string scope, string scopeId, bool cut = false) =>
        (await admin.DataAsync(
            "mutation($scope: SwitchScope!, $id: String!, $cut: Boolean!) { setKillSwitch(input: { scope: $scope, scopeId: $id, cutStreams: $cut, reason: \"secret reason\" }) { id } }", new { scope, id = scopeId, cut }))
        .GetProperty("setKillSwitch").GetProperty("id").GetString()!;

    private static Task<HttpResponseMessage> AskAsync(BanyanApp app, bool streams, string? key = null, string model = "lab/up", string feature = "autocomplete")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative))
        {
            Content = new StringContent($$"""{"model":"{{model}}","stream":{{(streams ? "true" : "false")}},"messages":[{"role":"user","content":"x"}]}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-banyan-feature", feature);
        request.Headers.Add("Authorization", $"Bearer {key ?? app.Key}");
        return app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string Yaml(ScriptedWall wall) => $$"""
        providers:
          lab: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
          works: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 } }

        """;
}
