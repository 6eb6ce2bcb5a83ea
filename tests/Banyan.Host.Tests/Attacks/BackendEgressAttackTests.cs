using System.Net.Http.Json;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>What a directory, a description, a redirect or a health path says sends Banyan nowhere but where the operator pointed, and takes no secret along.</summary>
public sealed class BackendEgressAttackTests
{
    private const string Secret = "sk-backend-0123456789abcdef";

    [Fact]
    [Trait("Attack", "14")]
    [Trait("Attack", "15")]
    [Trait("Attack", "16")]
    [Trait("Attack", "18")]
    public async Task A_directory_leads_nowhere_but_to_what_its_patterns_allow_and_a_pattern_never_into_the_private_network()
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json("{}"));
        var port = evil.Address.Port;
        // A name that a pattern covers and that resolves to this machine, other spellings of addresses, metadata services, and what is no http at all.
        string[] listed =
        [
            $"http://evil.localhost:{port}/", $"http://2130706433:{port}/", $"http://0x7f.1:{port}/", $"http://[::ffff:127.0.0.1]:{port}/", $"http://[::1]:{port}/", $"http://0.0.0.0:{port}/",
            "http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://100.64.1.1/", $"http://localhost.:{port}/", $"http://good@evil.localhost:{port}/",
            "file:///etc/passwd", $"gopher://127.0.0.1:{port}/1", $"ftp://127.0.0.1:{port}/", "data:application/json,{}",
        ];
        await using var platform = ScriptedWall.Start(request => request.Path.StartsWith("/directory", StringComparison.Ordinal)
            ? WallScript.Json(JsonSerializer.Serialize(new { linkset = new[] { new { item = listed.Select(href => new { href }).ToArray() } } }))
            : WallScript.Json("{}", 404));
        await using var app = await BanyanApp.StartAsync($$"""
            intents:
              directories:
                - { url: "{{platform.Address}}directory", generation: modern, trust: full, allow: ["http://*.localhost:*", "http://*.internal"] }
            """);
        var backends = await AskedAsync(app, 1);
        backends.Select(one => one.GetProperty("baseUrl").GetString()).ShouldHaveSingleItem().ShouldBe($"http://evil.localhost:{port}", "nothing else of the directory is a backend");
        backends[0].GetProperty("problems").ToString().ShouldContain("does not lead to a public address");
        evil.Requests.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Attack", "14")]
    [Trait("Attack", "17")]
    [Trait("Attack", "20")]
    public async Task A_description_and_a_redirect_take_neither_the_call_nor_the_secret_to_another_host()
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json("{}"));
        var elsewhere = evil.Address.GetLeftPart(UriPartial.Authority);
        var document = """
            {"openapi":"3.1.1","info":{"title":"Shop","version":"1"},"servers":[{"url":"@Elsewhere"}],"paths":{
              "/things":{"servers":[{"url":"@Elsewhere"}],"get":{"operationId":"Things","x-banyan-intent":{"key":"things.list","title":"List the things","examples":["list the things"],"effect":"read","public":true},
                "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"}}}}}}}}},
              "//@Authority/other":{"get":{"operationId":"Other","x-banyan-intent":{"key":"things.other","title":"Show the other thing","examples":["show the other thing"],"effect":"read","public":true},
                "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"}}}}}}}}}}}
            """.Replace("@Elsewhere", elsewhere, StringComparison.Ordinal).Replace("@Authority", evil.Address.Authority, StringComparison.Ordinal);
        await using var shop = ScriptedWall.Start(request => request.Path switch
        {
            "/openapi/v1.json" => WallScript.Json(document),
            "/things" or "/health" => WallScript.Json("{}", 302, ("location", $"{elsewhere}/things")),
            _ => WallScript.Json("{}", 404),
        });
        await using var healthy = ScriptedWall.Start(request => request.Path == "/.well-known/banyan-intents"
            ? WallScript.Json($$"""{"banyan":"1","service":"b","health":"{{elsewhere}}/health","openapi":"{{elsewhere}}/openapi.json","intents":[]}""")
            : WallScript.Json("{}", 404));
        await using var moved = ScriptedWall.Start(request => WallScript.Json("{}", 307, ("location", $"{elsewhere}{request.Path}")));
        await using var app = await BanyanApp.StartAsync(
            $$"""
            intents:
              userScopes: [any]
              backends:
                - { name: shop, baseUrl: "{{shop.Address}}", generation: modern, trust: full, openapi: /openapi/v1.json, auth: { kind: service, keyRef: "env:BACKEND_KEY" } }
                - { name: moved, baseUrl: "{{moved.Address}}", generation: modern, trust: full, auth: { kind: service, keyRef: "env:BACKEND_KEY" } }
                - { name: other, baseUrl: "{{healthy.Address}}", generation: modern, trust: full, auth: { kind: service, keyRef: "env:BACKEND_KEY" } }
            """,
            null,
            ("BACKEND_KEY", Secret));
        await AskedAsync(app, 3);
        using var begun = await app.Http.PostAsync(new Uri("/intents/v1/conversations", UriKind.Relative), null);
        var talk = JsonElement.Parse(await begun.Content.ReadAsStringAsync()).GetProperty("id").GetString();
        foreach (var words in new[] { "list the things", "show the other thing" })
        {
            using var said = await app.Http.PostAsJsonAsync(new Uri($"/intents/v1/conversations/{talk}/messages", UriKind.Relative), new { clientMessageId = words, text = words });
            var answer = JsonElement.Parse(await said.Content.ReadAsStringAsync());
            answer.GetProperty("steps").EnumerateArray().ShouldAllBe(step => step.GetProperty("status").GetString() != "succeeded", answer.GetRawText());
        }

        shop.Requests.Count(request => request.Path == "/things").ShouldBeGreaterThan(0, "the call itself was made, and its redirect not followed");
        evil.Requests.ShouldBeEmpty();
    }

    /// <summary>Waits until so many backends have been asked, with whatever came of it.</summary>
    private static async Task<List<JsonElement>> AskedAsync(BanyanApp app, int count)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await app.Http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "{ backends { name baseUrl problems lastDiscoveredAt } }" });
            var text = await answer.Content.ReadAsStringAsync();
            var backends = JsonElement.Parse(text).GetProperty("data").GetProperty("backends").EnumerateArray().ToList();
            if (backends.Count >= count && backends.TrueForAll(one => one.GetProperty("problems").GetArrayLength() > 0 || one.GetProperty("lastDiscoveredAt").ValueKind == JsonValueKind.String))
            {
                return backends;
            }

            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long, text);
            await Task.Delay(50);
        }
    }
}
