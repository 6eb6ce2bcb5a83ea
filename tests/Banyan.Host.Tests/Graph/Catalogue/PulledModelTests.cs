using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Catalogue;

/// <summary>Models that an Ollama fetches and deletes, over real HTTP.</summary>
public sealed class PulledModelTests
{
    private const string Pull = "mutation($provider: ID!, $name: String!) { pullModel(providerId: $provider, name: $name) }";
    private const string Delete = "mutation($provider: ID!, $name: String!) { deletePulledModel(providerId: $provider, name: $name) }";
    private const string Key = "ollama-canary-77";

    [Fact]
    public async Task A_model_is_pulled_to_the_line_of_success_and_deleted_once()
    {
        var has = true;
        await using var wall = ScriptedWall.Start(request => (request.Method, request.Path) switch
        {
            ("POST", "/api/pull") => WallScript.Stream("application/x-ndjson")
                .Chunk("{\"status\":\"pulling manifest\"}\n{\"status\":\"pulling 74701a8c35f6\",\"digest\":\"sha256:74701a8c35f6\",\"to")
                .Chunk("tal\":1321082688,\"completed\":1321082688}\n{\"status\":\"verifying sha256 digest\"}\n")
                .Chunk("{\"status\":\"success\"}").End(),
            ("DELETE", "/api/delete") when has => Gone(),
            _ => WallScript.Json("{\"error\":\"model 'tiny:1b' not found\"}", 404),
        });
        await using var app = await StartAsync(wall);
        var admin = GraphClient.Of(app);

        (await admin.DataAsync(Pull, new { provider = "local", name = "tiny:1b" })).GetProperty("pullModel").GetBoolean().ShouldBeTrue();
        (await admin.DataAsync(Delete, new { provider = "local", name = "tiny:1b" })).GetProperty("deletePulledModel").GetBoolean().ShouldBeTrue();
        (await admin.DataAsync(Delete, new { provider = "local", name = "tiny:1b" })).GetProperty("deletePulledModel").GetBoolean().ShouldBeFalse("it is gone already");

        wall.Requests.ShouldAllBe(request => request.Text == "{\"model\":\"tiny:1b\"}" && request.Header("Authorization") == $"Bearer {Key}");
        (await ActsAsync(app)).ShouldBe(["pullModel provider:local", "deletePulledModel provider:local", "deletePulledModel provider:local"], ignoreOrder: true);

        WallScript Gone()
        {
            has = false;
            return WallScript.Whole([], "text/plain");
        }
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_and_written_down()
    {
        await using var wall = ScriptedWall.Start(request => request.Text switch
        {
            var text when text.Contains("nowhere", StringComparison.Ordinal) => Lines("{\"status\":\"pulling manifest\"}\n{\"error\":\"pull model manifest: file does not exist\"}\n"),
            var text when text.Contains("cut", StringComparison.Ordinal) => Lines("{\"status\":\"pulling manifest\"}\n"),
            var text when text.Contains("garbled", StringComparison.Ordinal) => Lines("<html>\n"),
            var text when text.Contains("silent", StringComparison.Ordinal) => WallScript.Stream("application/x-ndjson").Chunk("{\"status\":\"pulling manifest\"}\n").Silence(),
            _ => WallScript.Json($"{{\"error\":\"no room for {Key}\"}}", 500),
        });
        await using var app = await StartAsync(wall);
        var admin = GraphClient.Of(app);

        var nowhere = await admin.AskAsync(Pull, new { provider = "local", name = "nowhere" });
        nowhere.Codes.ShouldBe(["UPSTREAM_FAILED"]);
        nowhere.Errors[0].GetProperty("message").GetString().ShouldBe("pull model manifest: file does not exist");
        (await admin.AskAsync(Pull, new { provider = "local", name = "cut" })).Codes.ShouldBe(["UPSTREAM_FAILED"], "an end without success is none");
        (await admin.AskAsync(Pull, new { provider = "local", name = "garbled" })).Codes.ShouldBe(["UPSTREAM_FAILED"]);
        (await admin.AskAsync(Pull, new { provider = "local", name = "silent" })).Codes.ShouldBe(["TIMEOUT"]);
        var full = await admin.AskAsync(Pull, new { provider = "local", name = "full" });
        full.Errors[0].GetProperty("message").GetString().ShouldBe("no room for ***");
        (await admin.AskAsync(Delete, new { provider = "local", name = "full" })).Codes.ShouldBe(["UPSTREAM_FAILED"]);
        (await ActsAsync(app)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Only_an_ollama_that_may_be_reached_is_asked_and_only_by_those_who_may()
    {
        await using var wall = ScriptedWall.Start(_ => Lines("{\"status\":\"success\"}\n"));
        await using var app = await StartAsync(wall);
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Tenant = "other", Service = "tests", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        var (admin, stranger, reader) = (GraphClient.Of(app), new GraphClient(app.Http, made.Key), await GraphClient.WithAsync(app, "catalog:read"));

        (await admin.AskAsync(Pull, new { provider = "meta", name = "tiny" })).Codes.ShouldBe(["UPSTREAM_FAILED"], "metadata services are never reached");
        (await admin.AskAsync(Pull, new { provider = "lab", name = "tiny" })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync(Pull, new { provider = "none", name = "tiny" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await admin.AskAsync(Pull, new { provider = "local", name = " " })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await stranger.AskAsync(Pull, new { provider = "local", name = "tiny" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await reader.AskAsync(Delete, new { provider = "local", name = "tiny" })).Codes.ShouldBe(["FORBIDDEN"]);
        wall.Requests.ShouldBeEmpty();
    }

    private static WallScript Lines(string text) => WallScript.Stream("application/x-ndjson").Chunk(text).End();

    private static Task<BanyanApp> StartAsync(ScriptedWall wall) => BanyanApp.StartAsync(
        $$"""
        providers:
          local: { type: ollama, baseUrl: "{{wall.Address.GetLeftPart(UriPartial.Authority)}}", apiKey: "env:OLLAMA_KEY", timeouts: { total: 2s } }
          meta: { type: ollama, baseUrl: "http://169.254.169.254" }
          lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", apiKey: "env:OLLAMA_KEY" }
        """,
        null,
        ("OLLAMA_KEY", Key));

    private static async Task<IReadOnlyList<string>> ActsAsync(BanyanApp app) =>
        [.. (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 99, null, default)).Where(act => act.Action.EndsWith("Model", StringComparison.Ordinal)).Select(act => $"{act.Action} {act.Target}")];
}
