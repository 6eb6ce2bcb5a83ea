using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

public sealed class LimitFieldTests
{
    private const string All = "{ id scope scopeId requestsPerMinute tokensPerMinute concurrent mode remainingRequests remainingTokens resetsAt }";

    [Fact]
    public async Task A_limit_is_set_seen_used_and_taken_away_and_each_act_is_written_down()
    {
        await using var app = await BanyanApp.StartAsync("rateLimiting: { global: { requestsPerMinute: 500 } }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        var graph = GraphClient.Of(app);
        Ids(await graph.DataAsync($"{{ rateLimits {All} }}")).ShouldBe(["global:*", "service:*"]);

        var set = (await graph.DataAsync($$"""mutation { setRateLimit(input: { scope: SERVICE, scopeId: "admin", requestsPerMinute: 2, tokensPerMinute: 3000000000, mode: ENFORCE }) {{All}} }""")).GetProperty("setRateLimit");
        (set.GetProperty("id").GetString(), set.GetProperty("remainingRequests").GetInt32(), set.GetProperty("remainingTokens").GetRawText().Trim('"'), set.GetProperty("resetsAt").ValueKind)
            .ShouldBe(("service:admin", 2, "3000000000", JsonValueKind.Null));
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(429);

        var one = (await graph.DataAsync($$"""{ rateLimits(scope: SERVICE, scopeId: "admin") {{All}} }""")).GetProperty("rateLimits").EnumerateArray().ShouldHaveSingleItem();
        one.GetProperty("remainingRequests").GetInt32().ShouldBe(0);
        one.GetProperty("resetsAt").ValueKind.ShouldBe(JsonValueKind.String);
        var service = await graph.DataAsync("""{ service(id: "admin") { rateLimits { id requestsPerMinute } } me { limits { id requestsPerMinute } } }""");
        service.GetProperty("service").GetProperty("rateLimits").GetRawText().ShouldBe("""[{"id":"service:admin","requestsPerMinute":2}]""");
        service.GetProperty("me").GetProperty("limits").EnumerateArray().Select(limit => limit.GetProperty("id").GetString()).ShouldBe(["global:*", "service:admin"]);

        (await graph.DataAsync("""mutation { removeRateLimit(id: "service:admin") }""")).GetProperty("removeRateLimit").GetBoolean().ShouldBeTrue();
        (await graph.DataAsync("""mutation { removeRateLimit(id: "service:admin") }""")).GetProperty("removeRateLimit").GetBoolean().ShouldBeFalse();
        (await LimitAsk.SendAsync(app)).Of("x-ratelimit-limit-requests").ShouldBe("100");

        var acts = await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 10, null, CancellationToken.None);
        // The clock stands: acts of one instant come in no order.
        acts.Select(act => (act.Action, act.Target)).ShouldBe([("removeRateLimit", "limit:service:admin"), ("setRateLimit", "limit:service:admin")], ignoreOrder: true);
        acts.Single(act => act.Action == "setRateLimit").Detail.ShouldNotBeNull().ShouldContain("3000000000");
    }

    [Theory]
    [InlineData("""{ scope: MODEL, scopeId: "x", requestsPerMinute: 1 }""", "MODEL")]
    [InlineData("""{ scope: SERVICE, scopeId: "x" }""", "requestsPerMinute")]
    [InlineData("""{ scope: SERVICE, scopeId: "x", requestsPerMinute: 0 }""", "at least 1")]
    [InlineData("""{ scope: SERVICE, scopeId: " ", requestsPerMinute: 1 }""", "scopeId")]
    [InlineData("""{ scope: GLOBAL, scopeId: "x", requestsPerMinute: 1 }""", "GLOBAL")]
    public async Task What_is_wrong_with_a_limit_is_named(string input, string named)
    {
        await using var app = await BanyanApp.StartAsync();
        var answer = await GraphClient.Of(app).AskAsync($$"""mutation { setRateLimit(input: {{input}}) { id } }""");
        answer.Codes.ShouldBe(["BAD_USER_INPUT"]);
        answer.Errors[0].GetRawText().ShouldContain(named);
    }

    [Fact]
    public async Task Reading_and_setting_need_their_scopes()
    {
        await using var app = await BanyanApp.StartAsync();
        var reader = await GraphClient.WithAsync(app, "limits:read");
        (await reader.AskAsync("{ rateLimits { id } }")).Errors.ShouldBeEmpty();
        (await reader.AskAsync("""mutation { setRateLimit(input: { scope: SERVICE, scopeId: "x", requestsPerMinute: 1 }) { id } }""")).Codes.ShouldBe(["FORBIDDEN"]);
        (await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ rateLimits { id } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    private static IEnumerable<string?> Ids(JsonElement data) => data.GetProperty("rateLimits").EnumerateArray().Select(limit => limit.GetProperty("id").GetString());
}
