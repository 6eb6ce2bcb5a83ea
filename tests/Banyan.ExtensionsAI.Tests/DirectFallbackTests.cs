using System.Text.Json;
using Banyan.ExtensionsAI.Client;
using Banyan.ExtensionsAI.Direct;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

/// <summary>An application whose Banyan can't be reached, and what Banyan learns of it afterwards.</summary>
public sealed class DirectFallbackTests : IDisposable
{
    private const string Refused = """{"error":{"message":"Stopped.","type":"permission_error","code":"killed"}}""";
    private static readonly UsageContent Used = new(new UsageDetails { InputTokenCount = 11, OutputTokenCount = 7, CachedInputTokenCount = 4 });

    private readonly FakeClock _clock = new();
    private readonly ScriptedClient _provider = new(new ChatResponseUpdate(ChatRole.Assistant, "direct"), new ChatResponseUpdate(ChatRole.Assistant, [Used]));

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_three_calls_in_ten_seconds_that_did_not_reach_it_the_provider_is_asked(bool streams)
    {
        await using var wall = ScriptedWall.Start(new WallScript().Reset());
        using var client = Client(wall);
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, streams));
        }

        var (text, isDirect) = await AskAsync(client, streams);
        (text, isDirect).ShouldBe(("direct", true));
        _provider.Options.ModelId.ShouldBe("gpt-5-mini");

        var asked = wall.Requests.Count;
        (await AskAsync(client, streams)).Text.ShouldBe("direct");
        wall.Requests.Count.ShouldBe(asked, "Banyan is tried now and then, not by each call");

        _clock.Advance(TimeSpan.FromSeconds(6));
        (await AskAsync(client, streams)).Text.ShouldBe("direct");
        wall.Requests.Count.ShouldBe(asked + 1);
        client.UnreportedCalls.ShouldBe(3);
    }

    [Fact]
    public async Task Three_failures_over_a_longer_time_go_round_nothing()
    {
        await using var wall = ScriptedWall.Start(new WallScript().Reset());
        using var client = Client(wall);
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
            _clock.Advance(TimeSpan.FromSeconds(6));
        }

        _provider.Called.Task.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(403, true)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(401, false)]
    public async Task What_banyan_says_itself_is_never_gone_round(int status, bool isNamed)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Refused, status, isNamed ? [("x-request-id", "req-1")] : []));
        using var client = Client(wall);
        for (var i = 0; i < 6; i++)
        {
            (await Should.ThrowAsync<BanyanException>(() => AskAsync(client, false))).Status.ShouldBe(status);
        }

        _provider.Called.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_balancer_with_no_banyan_behind_it_is_gone_round()
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole("no upstream"u8.ToArray(), "text/plain", 503));
        using var client = Client(wall);
        await Should.ThrowAsync<BanyanException>(() => AskAsync(client, false));
        await Should.ThrowAsync<BanyanException>(() => AskAsync(client, false));

        (await AskAsync(client, false)).Text.ShouldBe("direct");
    }

    [Fact]
    public async Task A_stream_that_was_cut_is_not_begun_again_elsewhere()
    {
        var talk = WireTalk.Of('C').Stream(["Hel", "lo"], 5, 2);
        await using var wall = ScriptedWall.Start(WallScript.Stream(headers: ("x-request-id", "req-2")).Chunk(talk[0]).Chunk(talk[1]).Reset());
        using var client = Client(wall);
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<BanyanException>(() => AskAsync(client, true));
        }

        _provider.Called.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_used_is_told_when_banyan_is_there_again_and_kept_until_it_heard()
    {
        await using var wall = ScriptedWall.Start(
            new WallScript().Reset(), new WallScript().Reset(), new WallScript().Reset(),
            WallScript.Json("""{"errors":[{"message":"not now","extensions":{"code":"DEPENDENCY_UNAVAILABLE"}}]}"""),
            WallScript.Json("""{"data":{"reportUsage":1}}"""));
        using var client = Client(wall);
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await AskAsync(client, false);

        (await Should.ThrowAsync<BanyanException>(() => client.ReportDirectCallsAsync())).Code.ShouldBe("DEPENDENCY_UNAVAILABLE");
        client.UnreportedCalls.ShouldBe(1);
        (await client.ReportDirectCallsAsync()).ShouldBe(1);
        (client.UnreportedCalls, client.UnmeasuredCalls).ShouldBe((0, 0));

        var (first, second) = (Entry(wall.Requests.ElementAt(3)), Entry(wall.Requests.ElementAt(4)));
        second.ShouldBe(first, "the same call told again has the same key");
        using var told = JsonDocument.Parse(second);
        var entry = told.RootElement;
        entry.GetProperty("model").GetString().ShouldBe("openai/gpt-5-mini");
        entry.GetProperty("service").GetString().ShouldBe("billing");
        entry.GetProperty("at").GetDateTimeOffset().ShouldBe(_clock.GetUtcNow());
        entry.GetProperty("usage").GetRawText().ShouldBe("""{"prompt_tokens":11,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":0}}""");
    }

    [Fact]
    public async Task Banyan_is_asked_again_and_told_by_itself()
    {
        await using var wall = ScriptedWall.Start(
            new WallScript().Reset(), new WallScript().Reset(), new WallScript().Reset(),
            WallScript.Json(WireTalk.Of('C').Whole("hello", 5, 2), headers: ("x-request-id", "req-3")),
            WallScript.Json("""{"data":{"reportUsage":1}}"""));
        using var client = Client(wall);
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await AskAsync(client, false);
        _clock.Advance(TimeSpan.FromSeconds(6));

        (await AskAsync(client, false)).ShouldBe(("hello", false));

        SpinWait.SpinUntil(() => client.UnreportedCalls == 0, TimeSpan.FromMinutes(1)).ShouldBeTrue();
        wall.Requests.Select(static one => one.Path).ShouldBe(["/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions", "/graphql"]);
    }

    [Fact]
    public async Task An_answer_without_usage_is_counted_as_unmeasured()
    {
        await using var wall = ScriptedWall.Start(new WallScript().Reset());
        using var client = Client(wall, ScriptedClient.Saying("direct"));
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(client, false));
        await AskAsync(client, false);

        (client.UnreportedCalls, client.UnmeasuredCalls).ShouldBe((0, 1));
    }

    private static string Entry(WallRequest request)
    {
        request.Path.ShouldBe("/graphql");
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("variables").GetProperty("entries")[0].GetRawText();
    }

    private static async Task<(string Text, bool IsDirect)> AskAsync(BanyanChatClient client, bool streams)
    {
        var answer = streams ? (await client.GetStreamingResponseAsync("hi").ToListAsync()).ToChatResponse() : await client.GetResponseAsync("hi");
        return (answer.Text, answer.AdditionalProperties?.ContainsKey("banyan.direct") == true);
    }

    private BanyanChatClient Client(ScriptedWall wall, IChatClient? provider = null) => new(new BanyanClientOptions
    {
        BaseAddress = wall.Address,
        ApiKey = "byn_test",
        DirectFallback = new DirectFallback { Client = provider ?? _provider, Model = "openai/gpt-5-mini", Service = "billing", Time = _clock },
    });
}
