using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Attacks;

/// <summary>What is told to somebody without a key: nothing but whether the service is well.</summary>
public sealed class OpenDoorTests(OpenDoorTests.StrangerBench bench) : IClassFixture<OpenDoorTests.StrangerBench>
{
    private const string Far = "x-test-far";

    [Theory]
    [Trait("Attack", "43")]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/metrics", 401)]
    [InlineData("/metrics?names=base", 401)]
    [InlineData("/v1/models", 401)]
    [InlineData("/api/tags", 401)]
    [InlineData("/v1beta/models", 401)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/.well-known/jwks.json", 200)]
    [InlineData("/nowhere", 404)]
    public async Task A_stranger_learns_no_key_host_model_or_provider(string path, int expected)
    {
        var answer = await GetAsync(path, key: null);
        ((int)answer.StatusCode).ShouldBe(expected);
        var text = await answer.Content.ReadAsStringAsync() + answer.Headers;
        // Two letters alone may stand in any public key.
        foreach (var secret in new[] { "\"pC\"", "\"pA\"", "pC/", "pA/", "/up", bench.Wall.Address.Authority, AttackBench.ProviderKey, bench.App.Key, bench.App.Folder, "Kestrel", Environment.MachineName, "net10", "banyan.db" })
        {
            text.ShouldNotContain(secret, Case.Sensitive, path);
        }
    }

    [Fact]
    [Trait("Attack", "43")]
    public async Task Metrics_from_afar_need_a_key_that_may_read_them()
    {
        var (without, _) = await bench.KeyAsync(order => order with { Operations = ["chat"] });
        var (with, _) = await bench.KeyAsync(order => order with { Operations = ["metrics:read"] });
        (await GetAsync("/metrics", without)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await GetAsync("/metrics", with)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bench.App.Address, path));
        request.Headers.Add(Far, "1");
        if (key is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {key}");
        }

#pragma warning disable RS0030 // A client without the key of the bench's own.
        using var stranger = new HttpClient { Timeout = App.Patience.Long };
#pragma warning restore RS0030
        return await stranger.SendAsync(request);
    }

    /// <summary>The service with callers that seem to come from another machine.</summary>
    public sealed class StrangerBench : AttackBench, IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (http.Request.Headers.ContainsKey(Far))
                {
                    http.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
                }

                return following(http);
            });
            next(app);
        };

        protected override void Replace(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);
    }
}
