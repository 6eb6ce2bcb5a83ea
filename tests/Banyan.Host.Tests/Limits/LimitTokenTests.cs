using System.Text;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

/// <summary>Tokens are charged as they were used, whichever way they were asked for.</summary>
public sealed class LimitTokenTests
{
    private const int Input = 11, Output = 7, Limit = 60_000;
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Theory]
    [InlineData('C')]
    [InlineData('R')]
    [InlineData('A')]
    [InlineData('G')]
    [InlineData('O')]
    public async Task Streams_and_whole_answers_charge_what_the_provider_reports_in_every_language(char letter)
    {
        await using var wall = ScriptedWall.Start(Play);
        await using var app = await StartAsync(wall);
        var left = Limit;
        foreach (var streams in new[] { false, true, false })
        {
            var answer = await LimitAsk.SendAsync(app, letter, "lab/up", streams);
            answer.Status.ShouldBe(200, answer.Text);
            left -= Input + Output;
            await LeftAsync(app, left);
        }
    }

    [Fact]
    public async Task An_ask_a_provider_refuses_charges_nothing()
    {
        await using var wall = ScriptedWall.Start(_ => WallScript.Json(Talk.ErrorBody("no"), 400));
        await using var app = await StartAsync(wall);
        (await LimitAsk.SendAsync(app, model: "lab/up")).Status.ShouldBe(400);
        await LeftAsync(app, Limit);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_charged_what_was_used_until_then()
    {
        var never = new TaskCompletionSource();
        await using var wall = ScriptedWall.Start(_ => WallScript.Stream(Talk.StreamType).Chunk(string.Concat(Talk.Stream([new string('x', 400), "never"], Input, Output).Take(Talk.Preamble + 1))).WaitFor(never.Task).End());
        await using var app = await StartAsync(wall);
        var (path, body) = Talk.Ask("lab/up", streams: true, new string('y', 4_000));
        using (var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") })
        using (var running = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            await using var stream = await running.Content.ReadAsStreamAsync();
            (await stream.ReadAsync(new byte[1])).ShouldBe(1);
            (await RemainingAsync(app)).ShouldBeLessThan(Limit - 4_000, "the bound on the answer is held while it runs");
        }

        await LimitNodes.TillAsync(async () => await RemainingAsync(app) is > Limit - 4_000 and < Limit - 500);
        never.SetResult();
    }

    [Fact]
    public async Task The_ask_that_would_use_too_many_is_refused_before_anything_is_sent()
    {
        await using var wall = ScriptedWall.Start(Play);
        await using var app = await StartAsync(wall, limit: 5_000);
        (await LimitAsk.SendAsync(app, model: "lab/up")).Of("x-ratelimit-limit-tokens").ShouldBe("5000");
        var asked = wall.Requests.Count;
        var refused = await LimitAsk.SendAsync(app, model: "lab/up", text: new string('y', 8_000));
        refused.Status.ShouldBe(429);
        refused.Text.ShouldContain("5000 tokens per minute for the service 'admin' (scope service)");
        int.Parse(refused.Of("Retry-After"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        wall.Requests.Count.ShouldBe(asked);
        await LeftAsync(app, 5_000 - Input - Output);
    }

    private static async Task LeftAsync(BanyanApp app, long tokens) => (await RemainingAsync(app)).ShouldBe(tokens);

    private static async Task<long> RemainingAsync(BanyanApp app)
    {
        var data = await GraphClient.Of(app).DataAsync("""{ service(id: "admin") { rateLimits { remainingTokens } } }""");
        return long.Parse(data.GetProperty("service").GetProperty("rateLimits")[0].GetProperty("remainingTokens").GetRawText().Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<BanyanApp> StartAsync(ScriptedWall wall, int limit = Limit) => BanyanApp.StartAsync(
        $$"""
        rateLimiting: { perService: { requestsPerMinute: 1000, tokensPerMinute: {{limit}} } }
        providers: { lab: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri}}", keys: [{ name: main, ref: "env:LAB_KEY" }] } }
        models: { lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: free } }
        """,
        services => services.AddSingleton<TimeProvider>(new FakeClock()),
        ("LAB_KEY", "sk-lab-93847561029384"));

    private static WallScript Play(WallRequest request) =>
        request.Text.Contains("\"stream\":true", StringComparison.Ordinal) ? Talk.StreamScript(["good", "day"], Input, Output) : WallScript.Json(Talk.Whole("good day", Input, Output));
}
