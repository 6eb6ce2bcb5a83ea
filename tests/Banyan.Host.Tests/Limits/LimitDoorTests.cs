using System.Globalization;
using System.Text;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

/// <summary>Limits as callers of every door meet them.</summary>
public sealed class LimitDoorTests
{
    private const string Three = "rateLimiting: { perService: { requestsPerMinute: 3, tokensPerMinute: 1000000 } }";

    [Theory]
    [InlineData('C', "\"code\":\"rate_limit_exceeded\"")]
    [InlineData('R', "\"code\":\"rate_limit_exceeded\"")]
    [InlineData('A', "\"type\":\"rate_limit_error\"")]
    [InlineData('G', "\"status\":\"RESOURCE_EXHAUSTED\"")]
    [InlineData('O', "{\"error\":\"The rate limit of 3 requests per minute for the service 'admin' (scope service) is used up; ask again in 20 s.\"")]
    public async Task Every_door_tells_what_is_left_and_refuses_in_its_own_language(char letter, string error)
    {
        var clock = new FakeClock();
        await using var app = await BanyanApp.StartAsync(Three, services => services.AddSingleton<TimeProvider>(clock));
        for (var left = 2; left >= 0; left--)
        {
            var answer = await LimitAsk.SendAsync(app, letter);
            answer.Status.ShouldBe(200, answer.Text);
            Told(answer, letter, clock, left);
        }

        var refused = await LimitAsk.SendAsync(app, letter);
        refused.Status.ShouldBe(429);
        refused.Text.Replace("\": ", "\":", StringComparison.Ordinal).ShouldContain(error);
        refused.Text.ShouldContain("3 requests per minute for the service 'admin' (scope service)");
        refused.Of("Retry-After").ShouldBe("20");
        refused.Of("x-should-retry").ShouldBeEmpty();
        Told(refused, letter, clock, 0);
        clock.Advance(TimeSpan.FromSeconds(19.999));
        (await LimitAsk.SendAsync(app, letter)).Of("Retry-After").ShouldBe("1");
        clock.Advance(TimeSpan.FromSeconds(0.001));
        (await LimitAsk.SendAsync(app, letter)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Embeddings_streams_and_completions_of_graphql_draw_on_the_same_limit()
    {
        var clock = new FakeClock();
        await using var app = await BanyanApp.StartAsync(Three, services => services.AddSingleton<TimeProvider>(clock));
        (await LimitAsk.PostAsync(app, "/v1/embeddings", """{"model":"mock/embed","input":"Hello"}""")).Of("x-ratelimit-remaining-requests").ShouldBe("2");
        (await LimitAsk.SendAsync(app, streams: true)).Of("x-ratelimit-remaining-requests").ShouldBe("1");
        const string Ask = """mutation { generateCompletion(input: { modelPreference: "mock/chat", messages: [{ role: USER, content: "Hello" }] }) { content } }""";
        (await GraphClient.Of(app).AskAsync(Ask)).Errors.ShouldBeEmpty();
        var refused = await GraphClient.Of(app).AskAsync(Ask);
        refused.Codes.ShouldBe(["RATE_LIMITED"]);
        refused.Errors[0].GetRawText().ShouldContain("\"retryAfterSeconds\":20");
        (await LimitAsk.PostAsync(app, "/v1/embeddings", """{"model":"mock/embed","input":"Hello"}""")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Users_nobody_knew_and_first_calls_pass_the_same_way_whichever_way_a_name_is_written()
    {
        await using var app = await BanyanApp.StartAsync("rateLimiting: { perUser: { requestsPerMinute: 2 } }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        (await LimitAsk.SendAsync(app, headers: ("x-banyan-user", "ada"))).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app, headers: ("x-banyan-user", "ADA"))).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app, headers: ("x-banyan-user", "Ada"))).Text.ShouldContain("2 requests per minute for this user (scope user)");
        (await LimitAsk.SendAsync(app, headers: ("x-banyan-user", "bob"))).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Out_of_the_box_a_service_has_a_hundred_requests_and_a_hundred_thousand_tokens_a_minute()
    {
        await using var app = await BanyanApp.StartAsync("rateLimiting: { enabled: true }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        var answer = await LimitAsk.SendAsync(app);
        answer.Of("x-ratelimit-limit-requests").ShouldBe("100");
        answer.Of("x-ratelimit-remaining-requests").ShouldBe("99");
        answer.Of("x-ratelimit-limit-tokens").ShouldBe("100000");
    }

    [Fact]
    public async Task Without_limits_nothing_is_told()
    {
        await using var app = await BanyanApp.StartAsync();
        (await LimitAsk.SendAsync(app)).Headers.Keys.ShouldNotContain(name => name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task In_shadow_nothing_is_refused_and_metrics_tell_what_would_have_been()
    {
        await using var app = await BanyanApp.StartAsync("rateLimiting: { mode: shadow, perService: { requestsPerMinute: 2 } }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        for (var i = 0; i < 5; i++)
        {
            (await LimitAsk.SendAsync(app)).Status.ShouldBe(200);
        }

        var told = await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        told.ShouldContain("banyan_limit_refusals_total{scope=\"service\",unit=\"requests\",mode=\"shadow\"} 3\n");
        told.ShouldContain("llm_rate_limit_used_ratio{scope=\"service\"} 1\n");
    }

    [Fact]
    public async Task Direct_mode_passes_limits_by()
    {
        await using var app = await BanyanApp.StartAsync("rateLimiting: { perService: { requestsPerMinute: 1 } }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(200);
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(429);
        await GraphClient.Of(app).DataAsync("""mutation { setDirectMode(enabled: true, reason: "the counters are down") { reason } }""");
        var direct = await LimitAsk.SendAsync(app);
        direct.Status.ShouldBe(200, direct.Text);
        direct.Of("x-banyan-direct").ShouldBe("true");
        direct.Headers.Keys.ShouldNotContain(name => name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
        await GraphClient.Of(app).DataAsync("""mutation { setDirectMode(enabled: false, reason: "over") { reason } }""");
        (await LimitAsk.SendAsync(app)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Requests_at_once_come_back_however_they_end()
    {
        var (talk, answers) = (WireTalk.Of('C'), new TaskCompletionSource());
        await using var wall = ScriptedWall.Start(_ => WallScript.Stream(talk.StreamType).Chunk(talk.Stream(["slow"], 1, 1)[talk.Preamble]).WaitFor(answers.Task).End());
        await using var app = await BanyanApp.StartAsync(
            $$"""
            rateLimiting: { perService: { requestsPerMinute: 1000, concurrent: 1 } }
            providers: { lab: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:LAB_KEY" }] } }
            models: { lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free } }
            """,
            null,
            ("LAB_KEY", "sk-lab-93847561029384"));
        (await LimitAsk.SendAsync(app, model: "mock/nothing")).Status.ShouldBe(404);
        using (var left = new CancellationTokenSource())
        {
            var (path, body) = talk.Ask("lab/up", streams: true, "Hello");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var running = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, left.Token);
            var refused = await LimitAsk.SendAsync(app);
            refused.Status.ShouldBe(429);
            refused.Text.ShouldContain("1 requests at once for the service 'admin' (scope service)");
        }

        using var patience = new CancellationTokenSource(Patience.Long);
        while ((await LimitAsk.SendAsync(app)).Status == 429)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        answers.SetResult();
    }

    private static void Told(LimitAsk answer, char letter, FakeClock clock, int left)
    {
        if (letter == 'A')
        {
            answer.Of("anthropic-ratelimit-requests-limit").ShouldBe("3");
            answer.Of("anthropic-ratelimit-requests-remaining").ShouldBe(left.ToString(CultureInfo.InvariantCulture));
            answer.Of("anthropic-ratelimit-requests-reset").ShouldBe((clock.GetUtcNow() + TimeSpan.FromSeconds(20 * (3 - left))).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            answer.Of("anthropic-ratelimit-tokens-limit").ShouldBe("1000000");
            answer.Headers.Keys.ShouldNotContain(name => name.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
            return;
        }

        answer.Of("x-ratelimit-limit-requests").ShouldBe("3");
        answer.Of("x-ratelimit-remaining-requests").ShouldBe(left.ToString(CultureInfo.InvariantCulture));
        answer.Of("x-ratelimit-reset-requests").ShouldBe(left switch { 2 => "20s", 1 => "40s", _ => "1m0s" });
        answer.Of("x-ratelimit-limit-tokens").ShouldBe("1000000");
    }
}
