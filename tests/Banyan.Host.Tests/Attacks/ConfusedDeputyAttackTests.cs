using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>A backend is called with the person's rights, never with Banyan's: each call carries who it is for, signed, for that backend and a minute.</summary>
public sealed class ConfusedDeputyAttackTests
{
    private const string Header = "x-banyan-user-token";

    private const string Document = """
        {"openapi":"3.1.1","info":{"title":"Shop","version":"1"},"paths":{"/things":{"get":{"operationId":"Things",
          "x-banyan-intent":{"key":"things.list","title":"List the things","examples":["list the things"],"effect":"read","public":true},
          "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"}}}}}}}}}}}
        """;

    [Fact]
    [Trait("Attack", "58")]
    public async Task Each_call_names_the_person_it_is_for_signed_for_this_backend_alone_and_no_redirect_takes_it_along()
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json("{}"));
        var moves = false;
        await using var shop = ScriptedWall.Start(request => request.Path switch
        {
            "/openapi/v1.json" => WallScript.Json(Document),
            "/things" => Volatile.Read(ref moves) ? WallScript.Json("{}", 307, ("location", $"{evil.Address}things")) : WallScript.Json("""{"n":1}"""),
            _ => WallScript.Json("{}", 404),
        });
        await using var app = await BanyanApp.StartAsync($$"""
            intents:
              userScopes: ["things:read"]
              users: [{ email: ada@shop.example, id: cust-01 }, { email: mia@shop.example, id: staff-01, scopes: ["things:read", "things:read:any"] }]
              backends:
                - { name: shop, baseUrl: "{{shop.Address}}", generation: modern, trust: full, openapi: /openapi/v1.json, auth: { kind: exchange } }
            """);
        await DiscoveredAsync(app);
        using var keys = JsonDocument.Parse(await app.Http.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative)));
        await AskAsync(app, "ada@shop.example");
        await AskAsync(app, "mia@shop.example");
        await AskAsync(app, "ada@shop.example");

        var calls = shop.Requests.Where(request => request.Path == "/things").ToList();
        calls.Count.ShouldBe(3);
        var claims = calls.Select(call => Checked(call.Header(Header)!, keys.RootElement)).ToList();
        claims.Select(one => one.GetProperty("sub").GetString()).ShouldBe(["cust-01", "staff-01", "cust-01"]);
        claims.Select(one => one.GetProperty("scope").GetString()).ShouldBe(["things:read", "things:read things:read:any", "things:read"]);
        claims.ShouldAllBe(one => one.GetProperty("aud").GetString() == shop.Address.GetLeftPart(UriPartial.Authority) && one.GetProperty("tenant").GetString() == "default");
        claims.ShouldAllBe(one => one.GetProperty("exp").GetInt64() - one.GetProperty("iat").GetInt64() == 60);
        claims.Select(one => one.GetProperty("jti").GetString()).Distinct().Count().ShouldBe(3, "no token is used twice");
        keys.RootElement.GetRawText().ShouldNotContain("\"d\"");

        Volatile.Write(ref moves, true);
        await AskAsync(app, "ada@shop.example");
        evil.Requests.ShouldBeEmpty();
    }

    /// <summary>Waits until the intent is known.</summary>
    private static async Task DiscoveredAsync(BanyanApp app)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await app.Http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "{ intents { key } }" });
            var text = await answer.Content.ReadAsStringAsync();
            if (text.Contains("things.list", StringComparison.Ordinal))
            {
                return;
            }

            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long, text);
            await Task.Delay(50);
        }
    }

    private static async Task AskAsync(BanyanApp app, string user)
    {
        using var begin = new HttpRequestMessage(HttpMethod.Post, new Uri("/intents/v1/conversations", UriKind.Relative)) { Headers = { { "x-banyan-user", user } } };
        using var begun = await app.Http.SendAsync(begin);
        var talk = JsonElement.Parse(await begun.Content.ReadAsStringAsync()).GetProperty("id").GetString();
        using var say = new HttpRequestMessage(HttpMethod.Post, new Uri($"/intents/v1/conversations/{talk}/messages", UriKind.Relative)) { Headers = { { "x-banyan-user", user } } };
        say.Content = JsonContent.Create(new { clientMessageId = "m", text = "list the things" });
        using var said = await app.Http.SendAsync(say);
        await said.Content.ReadAsStringAsync();
    }

    /// <summary>The claims of a token whose signature holds by the keys the service tells.</summary>
    private static JsonElement Checked(string token, JsonElement set)
    {
        var parts = token.Split('.');
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        header.RootElement.GetProperty("alg").GetString().ShouldBe("ES256");
        var key = set.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("kid").GetString() == header.RootElement.GetProperty("kid").GetString());
        using var check = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        check.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
        return JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])));
    }
}
