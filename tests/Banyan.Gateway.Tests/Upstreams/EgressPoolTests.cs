using System.Net;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.Gateway.Upstreams.Endpoints;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>Attack 20 and its kin: what goes to a provider goes to its host alone.</summary>
public sealed class EgressPoolTests
{
    private const string Ask = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_of_a_provider_is_a_failure_and_its_key_goes_nowhere_else(int status)
    {
        await using var elsewhere = ScriptedWall.Start(WallScript.Json(WireTalk.Of('C').Whole("stolen", 1, 1)));
        await using var provider = ScriptedWall.Start(WallScript.Whole([], "text/plain", status, ("location", $"{elsewhere.Address}v1/chat/completions")));
        await using var rig = new UpstreamRig("openai", DialectId.OpenAiChat, provider.Address, "sk-secret");

        var (failure, attempt, _) = await rig.AskAsync(Ask);

        failure.ShouldNotBeNull();
        attempt.HttpStatus.ShouldBe(status);
        elsewhere.Requests.ShouldBeEmpty();
        provider.Requests.ShouldHaveSingleItem().Header("authorization").ShouldBe("Bearer sk-secret");
    }

    [Fact]
    public async Task A_cookie_of_a_provider_never_comes_back()
    {
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('C').Whole("hi", 1, 1), 200, ("set-cookie", "track=1; path=/")));
        await using var rig = new UpstreamRig("openai", DialectId.OpenAiChat, provider.Address);

        (await rig.AskAsync(Ask)).Failure.ShouldBeNull();
        (await rig.AskAsync(Ask)).Failure.ShouldBeNull();

        provider.Requests.Count.ShouldBe(2);
        provider.Requests.ShouldAllBe(request => request.Header("cookie") == null);
    }

    [Fact]
    public async Task The_proxy_of_the_environment_is_not_asked()
    {
        await using var proxy = ScriptedWall.Start(WallScript.Json(WireTalk.Of('C').Whole("by proxy", 1, 1)));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('C').Whole("direct", 1, 1)));
        await using var rig = new UpstreamRig("openai", DialectId.OpenAiChat, provider.Address);
        var before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new WebProxy(proxy.Address);
            (await rig.AskAsync(Ask)).Heard.ShouldContain("direct");
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_whose_address_changed_gets_connections_of_its_own()
    {
        await using var rig = new UpstreamRig("openai", DialectId.OpenAiChat, new Uri("https://one.example/v1"));

        var first = rig.Pool.For(rig.Provider);

        rig.Pool.For(rig.Provider with { Priority = 7 }).ShouldBeSameAs(first);
        rig.Pool.For(rig.Provider with { BaseUrl = new Uri("https://two.example/v1") }).ShouldNotBeSameAs(first);
        rig.Pool.For(rig.Provider with { Name = "other" }).ShouldNotBeSameAs(first);
    }

    public static TheoryData<string, string> HostileModels()
    {
        var models = new TheoryData<string, string>();
        foreach (var kind in (string[])["openai", "azure", "anthropic", "google", "ollama"])
        {
            foreach (var model in (string[])["../../x", "//evil.example/x", "@evil.example", "x?key=", "x#y", "\\\\evil.example", "a\r\nhost: evil.example", "%2e%2e/x"])
            {
                models.Add(kind, model);
            }
        }

        return models;
    }

    [Theory]
    [MemberData(nameof(HostileModels))]
    public void No_model_name_moves_the_address_off_the_configured_host(string kind, string model)
    {
        IEndpoint[] endpoints = [new OpenAiEndpoint(), new AzureEndpoint(), new AnthropicEndpoint(), new GeminiEndpoint(), new OllamaEndpoint()];
        var entry = TestExchange.SmallModel(quirks: ("apiVersion", "2026-01-01")) with { Name = model };
        entry = entry with { Provider = entry.Provider with { Kind = kind, BaseUrl = new Uri("https://provider.example:8443/base") } };
        var exchange = new TestExchange(TimeProvider.System) { Model = entry }.Build();
        exchange.Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), System.Text.Encoding.UTF8.GetBytes(Ask), Operation.Chat);
        var fork = exchange.Fork(new Attempt(1, new Candidate(entry), exchange.StartedAt, exchange.StartTimestamp));

        var address = endpoints.Single(endpoint => endpoint.Kinds.Contains(kind)).Address(fork, DialectId.OpenAiChat);

        address.GetLeftPart(UriPartial.Authority).ShouldBe("https://provider.example:8443");
        address.AbsolutePath.ShouldStartWith("/base/");
        address.Fragment.ShouldBeEmpty();
    }
}
