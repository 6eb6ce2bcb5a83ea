using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>A provider is away for a minute while callers keep asking: they notice nothing, and few attempts are lost on it.</summary>
public sealed class OutageTests
{
    // As configured by default: five failures open the breaker, for sixty seconds, and one probe at a time closes it.
    private const int Opens = 5, Probes = 1;
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
        var yaml = $$"""
            providers:
              first: { type: openai-compatible, baseUrl: "{{first.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
              second: { type: openai-compatible, baseUrl: "{{second.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
            models:
              first/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
              second/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
            aliases:
              both: { strategy: fixed, targets: [{ model: first/up }, { model: second/up }] }
            """;
        await using var app = await BanyanApp.StartAsync(yaml, services => services.AddSingleton<TimeProvider>(clock), ("UP_KEY", "sk-up-93847561029384"));
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

    private static async Task<string> AskAsync(BanyanApp app, WireTalk talk)
    {
        var (path, body) = talk.Ask("both", streams: false, "Hello");
        using var answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        return text;
    }
}
