using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit.Tokens;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Tokens of an identity provider at the doors of the running service, good ones and hostile ones.</summary>
public sealed class TokenAttackTests : IAsyncLifetime
{
    private static readonly (string Path, string Header, string Prefix)[] Doors =
        [("/v1/models", "Authorization", "Bearer "), ("/v1/models", "x-api-key", ""), ("/v1beta/models", "x-goog-api-key", ""), ("/api/tags", "Authorization", "bearer "), ("/intents/v1/conversations", "Authorization", "Bearer ")];

    private readonly TokenMint _mint;
    private readonly ScriptedWall _provider;
    private volatile string? _keys;
    private BanyanApp _app = null!;

    public TokenAttackTests()
    {
        _provider = ScriptedWall.Start(request => request.Path switch
        {
            "/.well-known/openid-configuration" when _keys is not null => WallScript.Json(Mint.Discovery($"{Mint.Issuer}/keys")),
            "/keys" when _keys is { } keys => WallScript.Json(keys),
            _ => WallScript.Json("{}", 503),
        });
        _mint = new TokenMint { Issuer = _provider.Address.GetLeftPart(UriPartial.Authority) };
        _keys = _mint.KeySet;
    }

    private TokenMint Mint => _mint;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync($$"""
        identity:
          issuers:
            - { name: corp, issuer: "{{_mint.Issuer}}", audience: banyan, claims: { service: azp } }
        """);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
        _mint.Dispose();
    }

    [Fact]
    public async Task A_good_token_opens_every_door_and_says_who_asks()
    {
        var token = _mint.Token(Now, ("roles", "[\"developer\",\"auditor\"]"));
        foreach (var (path, header, prefix) in Doors.Take(4))
        {
            (await StatusAsync(path, header, prefix + token)).ShouldBe(HttpStatusCode.OK, path);
        }

        var me = (await new GraphClient(_app.Http, token).DataAsync("{ me { tenant service role } }")).GetProperty("me");
        (me.GetProperty("tenant").GetString(), me.GetProperty("service").GetString(), me.GetProperty("role").GetString()).ShouldBe(("default", "corp", "AUDITOR"));
        using var socket = await OpenAsync(token);
        (await NextAsync(socket)).ShouldBe("""{"type":"connection_ack"}""");
    }

    [Fact]
    [Trait("Attack", "4")]
    public async Task Hostile_tokens_read_like_no_key_at_all_on_every_door()
    {
        var (now, claims) = (Now, _mint.Claims(Now));
        const string Head = """{"alg":"RS256","kid":"rsa-1"}""";
        (string What, string Token)[] hostile =
        [
            ("none", _mint.Sign("RS256", """{"alg":"none"}""", claims)), ("HS256 by the public key", _mint.Sign("HS-pem", """{"alg":"HS256","kid":"rsa-1"}""", claims)),
            ("wrong audience", _mint.Token(now, ("aud", "\"other\""))), ("wrong issuer", _mint.Token(now, ("iss", "\"https://evil.example\""))),
            ("a path as kid", _mint.Sign("RS256", """{"alg":"RS256","kid":"../../../../etc/passwd"}""", claims)), ("SQL as kid", _mint.Sign("RS256", """{"alg":"RS256","kid":"' OR 1=1 --"}""", claims)),
            ("a key of its own", _mint.Sign("other", """{"alg":"RS256","jwk":{}}""", claims)), ("a key elsewhere", _mint.Sign("other", """{"alg":"RS256","jku":"https://evil.example/keys"}""", claims)),
            ("another's signature", _mint.Sign("other", Head, claims)), ("huge", _mint.Token(now).PadRight(9_000, 'A')), ("over", _mint.Token(now.AddHours(-1))),
            ("61 s ahead", _mint.Token(now, ("nbf", $"{now.ToUnixTimeSeconds() + 3_600}"))), ("too long", _mint.Token(now, ("exp", $"{now.ToUnixTimeSeconds() + 8_000}"))),
            ("no tenant", _mint.Token(now, ("tenant", null))), ("no role", _mint.Token(now, ("roles", "[]"))), ("claims twice", _mint.Sign("RS256", Head, claims[..^1] + ",\"sub\":\"root\"}")),
        ];
        var expected = await BodyAsync("/v1/models", "Authorization", "Bearer nonsense");
        foreach (var (what, token) in hostile)
        {
            foreach (var (path, header, prefix) in Doors)
            {
                (await StatusAsync(path, header, prefix + token)).ShouldBe(HttpStatusCode.Unauthorized, $"{what} at {path}");
            }

            (await BodyAsync("/v1/models", "Authorization", $"Bearer {token}")).ShouldBe(expected, what);
            (await new GraphClient(_app.Http, token).AskAsync("{ me { tenant } }")).Codes.ShouldBe(["UNAUTHENTICATED"], what);
        }
    }

    [Fact]
    [Trait("Attack", "4")]
    public async Task A_key_the_provider_took_back_opens_no_door_and_one_it_added_does()
    {
        var old = _mint.Token(Now);
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {old}")).ShouldBe(HttpStatusCode.OK);
        _keys = null;
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {_mint.Token(Now)}")).ShouldBe(HttpStatusCode.OK, "while the provider is away its keys go on");
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {_app.Key}")).ShouldBe(HttpStatusCode.OK, "keys never need it");
    }

    [Fact]
    public async Task A_provider_away_from_the_start_is_not_the_callers_fault()
    {
        _keys = null;
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {_mint.Token(Now)}")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {_app.Key}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [Trait("Attack", "5")]
    public async Task Two_tokens_that_begin_alike_are_two_people(int alike)
    {
        string Of(string tenant) => _mint.Sign("RS256", """{"alg":"RS256","kid":"rsa-1"}""", $$"""{"filler":"{{new string('x', 120)}}","tenant":"{{tenant}}",""" + _mint.Claims(Now, ("tenant", null))[1..]);
        var (one, two) = (Of("default"), Of("other"));
        one[..alike].ShouldBe(two[..alike]);
        foreach (var (token, tenant) in new[] { (one, "default"), (two, "other"), (one, "default") })
        {
            (await new GraphClient(_app.Http, token).DataAsync("{ me { tenant } }")).GetProperty("me").GetProperty("tenant").GetString().ShouldBe(tenant);
        }
    }

    [Fact]
    [Trait("Attack", "7")]
    public async Task Nobody_edits_their_own_role_and_who_is_disabled_is_let_go()
    {
        var token = _mint.Token(Now, ("roles", "[\"admin\"]"));
        var ada = new GraphClient(_app.Http, token);
        (await ada.AskAsync("""mutation { saveUser(input: { subject: "ada", role: ADMIN }) { role } }""")).Codes.ShouldBe(["FORBIDDEN"]);
        (await new GraphClient(_app.Http, _mint.Token(Now)).AskAsync("""mutation { saveUser(input: { subject: "ada", role: ADMIN }) { role } }""")).Codes.ShouldBe(["FORBIDDEN"]);
        using var socket = await OpenAsync(token);
        (await NextAsync(socket)).ShouldBe("""{"type":"connection_ack"}""");

        await GraphClient.Of(_app).DataAsync("""mutation { saveUser(input: { subject: "ada", role: VIEWER, status: "disabled" }) { id role status } }""");
        (await StatusAsync("/v1/models", "Authorization", $"Bearer {token}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await NextAsync(socket)).ShouldStartWith("closed 4403");
    }

    [Fact]
    public async Task A_token_names_nobody_but_its_own_person()
    {
        var token = _mint.Token(Now);
        (await StatusAsync("/intents/v1/conversations", "Authorization", $"Bearer {token}", HttpMethod.Post, "bob@shop.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/intents/v1/conversations", "Authorization", $"Bearer {token}", HttpMethod.Post, "ada")).ShouldNotBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string header, string value, HttpMethod? method = null, string? user = null)
    {
        using var answer = await SendAsync(path, header, value, method, user);
        return answer.StatusCode;
    }

    private async Task<string> BodyAsync(string path, string header, string value)
    {
        using var answer = await SendAsync(path, header, value, null, null);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string header, string value, HttpMethod? method, string? user)
    {
        using var request = new HttpRequestMessage(method ?? (path.StartsWith("/intents", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get), new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", header == "Authorization" ? value : "None");
        if (header != "Authorization")
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        if (user is not null)
        {
            request.Headers.TryAddWithoutValidation("x-banyan-user", user);
        }

        return await _app.Http.SendAsync(request);
    }

    private async Task<ClientWebSocket> OpenAsync(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri($"ws://{_app.Address.Authority}/graphql"), CancellationToken.None);
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } }), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }

    private static async Task<string> NextAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return $"closed {(int)socket.CloseStatus!} {socket.CloseStatusDescription}";
            }

            var text = Encoding.UTF8.GetString(buffer, 0, part.Count);
            if (!text.Contains("\"type\":\"ping\"", StringComparison.Ordinal))
            {
                return text;
            }
        }
    }
}
