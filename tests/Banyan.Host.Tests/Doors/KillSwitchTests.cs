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
        await ThrowAsync(admin, "PROVIDER", "openai");
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

        (await admin.DataAsync("""mutation { setDirectMode(enabled: true, reason: "the counters are down") { reason setBy } }""")).GetProperty("setDirectMode").GetProperty("reason").GetString().ShouldBe("the counters are down");
        using (var answered = await AskAsync(app, streams: false))
        {
            answered.StatusCode.ShouldBe(HttpStatusCode.OK);
            answered.Headers.GetValues("x-banyan-direct").ShouldBe(["true"]);
        }

        (await admin.DataAsync("""mutation { setDirectMode(enabled: false, reason: "over") { reason } }""")).GetProperty("setDirectMode").ValueKind.ShouldBe(JsonValueKind.Null);
        using var again = await AskAsync(app, streams: false);
        again.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_switch_without_a_name_or_a_reason_is_refused()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: SERVICE, reason: "x" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { setKillSwitch(input: { scope: GLOBAL, reason: " " }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { clearKillSwitch(id: "none") }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    private static async Task<string> ThrowAsync(GraphClient admin, string scope, string scopeId, bool cut = false) =>
        (await admin.DataAsync(
            "mutation($scope: SwitchScope!, $id: String!, $cut: Boolean!) { setKillSwitch(input: { scope: $scope, scopeId: $id, cutStreams: $cut, reason: \"secret reason\" }) { id } }", new { scope, id = scopeId, cut }))
        .GetProperty("setKillSwitch").GetProperty("id").GetString()!;

    private static Task<HttpResponseMessage> AskAsync(BanyanApp app, bool streams, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative))
        {
            Content = new StringContent($$"""{"model":"lab/up","stream":{{(streams ? "true" : "false")}},"messages":[{"role":"user","content":"x"}]}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-banyan-feature", "autocomplete");
        request.Headers.Add("Authorization", $"Bearer {key ?? app.Key}");
        return app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string Yaml(ScriptedWall wall) => $$"""
        providers:
          lab: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 } }

        """;
}
