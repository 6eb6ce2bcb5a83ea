using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

/// <summary>Providers that take no more, by our limits or by their own: others are asked meanwhile.</summary>
public sealed class ProviderLimitTests
{
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Fact]
    public async Task A_provider_that_is_full_is_passed_over_while_another_can_answer()
    {
        await using var app = await BanyanApp.StartAsync(
            """
            rateLimiting: { enabled: true }
            providers:
              small: { type: mock, limits: { requestsPerMinute: 2 } }
              large: { type: mock }
            models:
              small/chat: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
              large/chat: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
            aliases: { both: { strategy: fixed, targets: [{ model: small/chat }, { model: large/chat }] } }
            """,
            services => services.AddSingleton<TimeProvider>(new FakeClock()));
        var served = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            served.Add((await LimitAsk.SendAsync(app, model: "both")).Of("x-banyan-provider"));
        }

        served.ShouldBe(["small", "small", "large", "large"]);
        var alone = await LimitAsk.SendAsync(app, model: "small/chat");
        alone.Status.ShouldBe(429);
        alone.Text.ShouldContain("2 requests per minute for the provider 'small' (scope provider)");
        alone.Of("Retry-After").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_says_it_has_no_room_is_asked_after_the_others_and_alone_it_is_asked_all_the_same()
    {
        var clock = new FakeClock();
        await using var busy = ScriptedWall.Start(WallScript.Json(
            Talk.Whole("good day", 1, 1), 200, ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "1m0s")));
        await using var idle = ScriptedWall.Start(WallScript.Json(Talk.Whole("good day", 1, 1)));
        await using var app = await BanyanApp.StartAsync(
            $$"""
            providers:
              busy: { type: openai-compatible, baseUrl: "{{busy.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:LAB_KEY" }] }
              idle: { type: openai-compatible, baseUrl: "{{idle.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:LAB_KEY" }] }
            models:
              busy/up: { context: 100000, maxOutput: 4096, price: free }
              idle/up: { context: 100000, maxOutput: 4096, price: free }
            aliases: { both: { strategy: fixed, targets: [{ model: busy/up }, { model: idle/up }] } }
            """,
            services => services.AddSingleton<TimeProvider>(clock),
            ("LAB_KEY", "sk-lab-93847561029384"));
        (await ServedByAsync("both")).ShouldBe("busy");
        (await ServedByAsync("both")).ShouldBe("idle");
        (await ServedByAsync("busy/up")).ShouldBe("busy");
        clock.Advance(TimeSpan.FromSeconds(2));
        (await ServedByAsync("both")).ShouldBe("busy", "of sixty a minute two are back");

        async Task<string> ServedByAsync(string model)
        {
            var answer = await LimitAsk.SendAsync(app, model: model);
            answer.Status.ShouldBe(200, answer.Text);
            return answer.Of("x-banyan-provider");
        }
    }
}
