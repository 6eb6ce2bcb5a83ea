using System.Globalization;
using System.Text;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>A provider is away for a minute while callers keep asking: they notice nothing, and few attempts are lost on it.</summary>
public sealed class OutageTests
{
    // As configured by default: five failures open the breaker, for sixty seconds, and one probe at a time closes it.
    private const int Opens = 5, Probes = 1, Opened = 60;
    private const int AtOnce = 8, Seconds = 60;

    public static TheoryData<string> Ways => ["503", "reset"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_minute_without_the_first_provider_costs_few_attempts_and_no_caller_anything(string way)
    {
        var (talk, clock) = (WireTalk.Of('C'), new FakeClock());
        var isAway = true;
        await using var first = ScriptedWall.Start(_ => !Volatile.Read(ref isAway) ? WallScript.Json(talk.Whole("from the first", 1, 1))
            : way == "reset" ? new WallScript().Reset() : WallScript.Json(talk.ErrorBody("away"), 503));
        await using var second = ScriptedWall.Start(_ => WallScript.Json(talk.Whole("from the second", 1, 1)));
        await using var app = await BanyanApp.StartAsync(Yaml(first, second), services => services.AddSingleton<TimeProvider>(clock), ("UP_KEY", "sk-up-93847561029384"));
        for (var passed = 0; passed < Seconds; passed++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => AskAsync(app, talk)));
            answers.ShouldAllBe(answer => answer.Contains("from the second"));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        first.Requests.Count.ShouldBeInRange(Opens, Opens + AtOnce - 1 + Probes);
        Volatile.Write(ref isAway, false);
        clock.Advance(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(app, talk);
        }

        (await AskAsync(app, talk)).ShouldContain("from the first");
    }

    [Fact]
    public async Task While_every_provider_of_a_chain_is_away_all_are_told_when_the_next_is_probed_and_the_first_that_is_back_serves()
    {
        var (talk, clock) = (WireTalk.Of('C'), new FakeClock());
        var (isFirstAway, isSecondAway) = (true, false);
        await using var first = ScriptedWall.Start(_ => Volatile.Read(ref isFirstAway) ? WallScript.Json(talk.ErrorBody("away"), 503) : WallScript.Json(talk.Whole("from the first", 1, 1)));
        await using var second = ScriptedWall.Start(_ => Volatile.Read(ref isSecondAway) ? WallScript.Json(talk.ErrorBody("away"), 503) : WallScript.Json(talk.Whole("from the second", 1, 1)));
        await using var app = await BanyanApp.StartAsync(
            "routing: { retry: { maxAttempts: 1 } }\n" + Yaml(first, second), services => services.AddSingleton<TimeProvider>(clock), ("UP_KEY", "sk-up-93847561029384"));
        await OpenAsync(first);
        clock.Advance(TimeSpan.FromSeconds(20));
        Volatile.Write(ref isSecondAway, true);
        await OpenAsync(second);

        var asked = first.Requests.Count + second.Requests.Count;
        await RefusedAsync(app, Opened - 20);
        clock.Advance(TimeSpan.FromSeconds(15));
        await RefusedAsync(app, Opened - 35);
        (first.Requests.Count + second.Requests.Count).ShouldBe(asked, "nobody is asked in vain");

        Volatile.Write(ref isFirstAway, false);
        clock.Advance(TimeSpan.FromSeconds(Opened - 35));
        (await AskAsync(app, talk)).ShouldContain("from the first");

        async Task OpenAsync(ScriptedWall wall)
        {
            for (var failed = wall.Requests.Count; wall.Requests.Count < failed + Opens;)
            {
                var (path, body) = talk.Ask("both", streams: false, "Hello");
                using var answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
            }
        }
    }

    /// <summary>Every door says in its own words when it is worth asking again.</summary>
    private static async Task RefusedAsync(BanyanApp app, int seconds)
    {
        foreach (var talk in WireTalk.All)
        {
            var (path, body) = talk.Ask("both", streams: true, "Hello");
            using var refused = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
            var text = await refused.Content.ReadAsStringAsync();
            ((int)refused.StatusCode).ShouldBe(talk.Letter == 'A' ? 529 : 503, text);
            AttackBench.ShouldBeError(talk.Letter.ToString(CultureInfo.InvariantCulture), text);
            refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(seconds));
        }
    }

    private static string Yaml(ScriptedWall first, ScriptedWall second) => $$"""
        providers:
          first: { type: openai-compatible, baseUrl: "{{first.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
          second: { type: openai-compatible, baseUrl: "{{second.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          first/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
          second/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
        aliases:
          both: { strategy: fixed, targets: [{ model: first/up }, { model: second/up }] }
        """;

    private static async Task<string> AskAsync(BanyanApp app, WireTalk talk)
    {
        var (path, body) = talk.Ask("both", streams: false, "Hello");
        using var answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        return text;
    }
}
