using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.Storage.Limits;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

/// <summary>One limit on several nodes, with what they share in order and out of it.</summary>
public sealed class LimitNodeTests
{
    private const string Epoch = "banyan:limit:epoch";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("postgres")]
    [InlineData("postgres redis")]
    public async Task Of_two_hundred_at_once_on_three_nodes_ten_a_minute_are_ten(string shared)
    {
        await using var nodes = await LimitNodes.StartAsync(3, Yaml(10), shared);
        (await LimitAsk.AnsweredAsync(200, i => nodes[i])).ShouldBe(10);
        nodes.Clock.Advance(TimeSpan.FromSeconds(12));
        (await LimitAsk.AnsweredAsync(60, i => nodes[i])).ShouldBe(2, "they refill continuously");
    }

    [Fact]
    public async Task A_limit_set_on_one_node_holds_on_all()
    {
        await using var nodes = await LimitNodes.StartAsync(2, Yaml(10), "postgres");
        var graph = new GraphClient(nodes[0].Http, nodes[0].Key);
        await graph.DataAsync("""mutation { setRateLimit(input: { scope: SERVICE, scopeId: "admin", requestsPerMinute: 50 }) { id } }""");
        await TillToldAsync("50");
        (await graph.DataAsync("""mutation { removeRateLimit(id: "service:admin") }""")).GetProperty("removeRateLimit").GetBoolean().ShouldBeTrue();
        await TillToldAsync("10");

        Task TillToldAsync(string limit) => LimitNodes.TillAsync(async () =>
        {
            nodes.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await LimitAsk.SendAsync(nodes[1])).Of("x-ratelimit-limit-requests") == limit;
        });
    }

    [Theory]
    [InlineData("frozen")]
    [InlineData("killed")]
    [Trait("Fault", "12")]
    public async Task Without_Redis_limits_are_counted_in_PostgreSQL_and_come_back_by_themselves(string way)
    {
        await using var nodes = await LimitNodes.StartAsync(2, Yaml(20), "postgres redis");
        var redis = nodes.Redis!;
        (await nodes.InTurnAsync(8)).ShouldBe(8);
        (await redis.HasAsync(Epoch)).ShouldBeTrue();
        (await RedisAsync(nodes[0])).ShouldBe("up");
        await (way == "frozen" ? redis.FreezeAsync() : redis.KillAsync());
        var (answered, passed) = await nodes.ImpatientlyAsync(60, LimitNodes.RedisPatience);
        (await RedisAsync(nodes[0])).ShouldBe("down");
        answered.ShouldBeInRange(12, 12 + 1 + Refilled(passed, 20), "what was used counts there too, as far as each node knows it, and one of them knows one less");

        await (way == "frozen" ? redis.ThawAsync() : redis.ReviveAsync());
        for (var i = 0; i < 2; i++)
        {
            await redis.FlushAsync();
            await LimitNodes.TillAsync(async () =>
            {
                nodes.Clock.Advance(Rest);
                (await LimitAsk.SendAsync(nodes[i])).Status.ShouldBeOneOf(200, 429);
                return await redis.HasAsync(Epoch);
            });
        }
    }

    [Fact]
    [Trait("Fault", "12")]
    public async Task A_Redis_that_forgot_everything_gives_nobody_more_than_the_limit()
    {
        await using var nodes = await LimitNodes.StartAsync(2, Yaml(20), "postgres redis");
        (await nodes.InTurnAsync(14)).ShouldBe(14);
        await nodes.Redis!.FlushAsync();
        (await LimitAsk.AnsweredAsync(60, i => nodes[i])).ShouldBeInRange(6, 7, "one of the nodes did not see the last");
    }

    [Fact]
    [Trait("Fault", "12")]
    public async Task With_no_other_store_a_node_without_Redis_has_the_rest_of_the_limit_and_comes_back_by_itself()
    {
        await using var nodes = await LimitNodes.StartAsync(1, Yaml(20), "redis");
        (await nodes.InTurnAsync(8)).ShouldBe(8);
        (await ReadyAsync(nodes[0])).ShouldBe("up");
        await nodes.Redis!.FreezeAsync();
        var (answered, passed) = await nodes.ImpatientlyAsync(60, LimitNodes.RedisPatience);
        answered.ShouldBeInRange(12, 12 + Refilled(passed, 20));
        (await ReadyAsync(nodes[0])).ShouldBe("down");

        await nodes.Redis.ThawAsync();
        await nodes.Redis.FlushAsync();
        await LimitNodes.TillAsync(async () =>
        {
            nodes.Clock.Advance(Rest);
            (await LimitAsk.SendAsync(nodes[0])).Status.ShouldBeOneOf(200, 429);
            return await nodes.Redis.HasAsync(Epoch);
        });
    }

    [Fact]
    [Trait("Fault", "12")]
    public async Task Away_when_a_node_starts_Redis_keeps_nobody_from_asking_and_is_used_as_soon_as_it_is_there()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        var clock = new FakeClock();
        await using var node = await BanyanApp.StartAsync(
            Yaml(20), services => services.AddSingleton<TimeProvider>(clock).AddSingleton(new CounterSettings(LimitNodes.RedisPatience, LimitNodes.DatabasePatience, clock)), ("BANYAN_REDIS", redis.Address));
        (await LimitAsk.SendAsync(node)).Status.ShouldBe(200);
        (await ReadyAsync(node)).ShouldBe("down");

        await redis.ReviveAsync();
        await LimitNodes.TillAsync(async () =>
        {
            clock.Advance(Rest);
            (await LimitAsk.SendAsync(node)).Status.ShouldBeOneOf(200, 429);
            return await redis.HasAsync(Epoch);
        });
        (await ReadyAsync(node)).ShouldBe("up");
    }

    [Fact]
    public async Task With_no_store_in_reach_every_node_has_its_part_and_callers_see_no_error()
    {
        await using var nodes = await LimitNodes.StartAsync(2, Yaml(20), "postgres", LimitNodes.DatabasePatience);
        await nodes.KnowEachOtherAsync();
        (await nodes.InTurnAsync(2)).ShouldBe(2);
        await nodes.Postgres!.FreezeAsync();
        try
        {
            var (answered, passed) = await nodes.ImpatientlyAsync(60, LimitNodes.DatabasePatience);
            answered.ShouldBeInRange(18, 20 + Refilled(passed, 20), "a half each, of what each saw left");
        }
        finally
        {
            await nodes.Postgres.ThawAsync();
        }

        await LimitNodes.TillAsync(async () =>
        {
            nodes.Clock.Advance(Rest);
            return (await LimitAsk.SendAsync(nodes[0])).Status is 200;
        });
    }

    /// <summary>What a node that is ready says of Redis.</summary>
    private static async Task<string?> ReadyAsync(BanyanApp node)
    {
        using var said = JsonDocument.Parse(await node.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        return said.RootElement.GetProperty("dependencies").GetProperty("redis").GetProperty("state").GetString();
    }

    private static int Refilled(TimeSpan passed, int perMinute) => (int)Math.Ceiling(passed.TotalMinutes * perMinute);

    private static async Task<string?> RedisAsync(BanyanApp node) => (await new GraphClient(node.Http, node.Key).DataAsync("{ systemStatus { redis } }")).GetProperty("systemStatus").GetProperty("redis").GetString();

    private static string Yaml(int requests) =>
        $"rateLimiting: {{ global: {{ tokensPerMinute: 100000000 }}, perService: {{ requestsPerMinute: {requests}, tokensPerMinute: 100000000 }} }}";
}
