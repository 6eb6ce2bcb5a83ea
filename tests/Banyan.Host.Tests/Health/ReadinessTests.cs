using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Composing;
using Banyan.TestKit.Tokens;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Health;

/// <summary>What <c>/health/ready</c> tells of what the service depends on.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Each_dependency_is_told()
    {
        await using var app = await BanyanApp.StartAsync("providers: { away: { type: openai-compatible, baseUrl: \"http://127.0.0.1:1/v1\", apiKey: \"${NOBODY_SET_THIS}\" } }");

        var (status, told) = await ReadAsync(app);

        status.ShouldBe(HttpStatusCode.OK, told.GetRawText());
        told.GetProperty("database").GetProperty("state").GetString().ShouldBe("up");
        told.GetProperty("spool").GetProperty("state").GetString().ShouldBe("up");
        told.GetProperty("providers").GetProperty("configured").GetInt32().ShouldBe(1, "the mock");
        told.GetProperty("providers").GetProperty("unconfigured").GetInt32().ShouldBe(1);
        told.GetProperty("providers").GetProperty("down").GetInt32().ShouldBe(0);
        told.GetProperty("webhooks").GetProperty("waiting").GetInt32().ShouldBe(0);
        (told.TryGetProperty("identity", out _), told.TryGetProperty("otlp", out _)).ShouldBe((false, false), "there are none");
    }

    [Fact]
    public async Task Each_that_was_met_tells_how_long_ago()
    {
        await using var collector = ScriptedWall.Start(_ => WallScript.Whole([], "application/x-protobuf"));
        using var mint = new TokenMint { Issuer = "http://127.0.0.1" };
        await using var issuer = ScriptedWall.Start(_ => WallScript.Json(mint.KeySet));
        await using var bench = await ComposerBench.StartAsync($$"""
            telemetry: { otlp: "{{collector.Address}}" }
            identity:
              issuers:
                - { name: corp, issuer: "{{mint.Issuer}}", audience: banyan, keysAt: "{{issuer.Address}}keys", claims: { service: azp } }
            """);
        var (_, before) = await ReadAsync(bench.App);
        before.GetProperty("identity").GetRawText().ShouldBe("""{"issuers":1,"withKeys":0}""");
        before.GetProperty("providers").TryGetProperty("lastAnswerSeconds", out _).ShouldBeFalse();
        before.GetProperty("otlp").GetProperty("droppedSpans").GetInt64().ShouldBe(0);

        (await bench.Composer.RunAsync(ComposerBench.Ask("x"), default)).Failed.ShouldBeNull();
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models"))
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + mint.Token(TimeProvider.System.GetUtcNow()));
            (await bench.App.Http.SendAsync(request)).Dispose();
        }

        foreach (var (dependency, member) in new[] { ("providers", "lastAnswerSeconds"), ("identity", "oldestReadSeconds"), ("spool", "lastTakenSeconds"), ("otlp", "lastSentSeconds") })
        {
            await Patience.UntilAsync(async () => (await ReadAsync(bench.App)).Told.GetProperty(dependency).TryGetProperty(member, out var seconds) && seconds.GetInt64() >= 0);
        }

        (await ReadAsync(bench.App)).Told.GetProperty("identity").GetProperty("withKeys").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_service_whose_spool_cannot_be_synced_takes_nothing_new_and_says_so()
    {
        await using var app = await BanyanApp.StartAsync("", services => services.AddSingleton<IUsageSpool>(new SickSpool()));

        var (status, told) = await ReadAsync(app);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable, told.GetRawText());
        told.GetProperty("spool").GetProperty("state").GetString().ShouldBe("down");
        told.GetProperty("database").GetProperty("state").GetString().ShouldBe("up");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Told)> ReadAsync(BanyanApp app)
    {
        using var reply = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dependencies"));
    }

    private sealed class SickSpool : IUsageSpool
    {
        public bool IsTaking => false;

        public long Pending => 0;

        public long Taken => 0;

        public TimeSpan? SinceTaken => null;

        public bool TryBegin(UsageRow asLost) => false;

        public void End(UsageRow row)
        {
        }

        public ValueTask SafeAsync() => ValueTask.CompletedTask;
    }
}
