using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Doors.Keyed;

/// <summary>Idempotency keys over nodes, deaths and days.</summary>
public sealed class KeyedNodeTests
{
    private static readonly (string Name, string Value) Order = ("Idempotency-Key", "order-1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_nodes_that_are_asked_at_once_give_the_same_bytes_and_one_asks_the_provider(bool streams)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var wall = ScriptedWall.Start(AttackBench.Good);
        (string, string)[] shared =
        [
            ("BANYAN__storage__database", await server.CreateDatabaseAsync()),
            (BanyanApp.MasterKey, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))),
            ("PROVIDER_KEY", AttackBench.ProviderKey),
        ];
        await using var one = await BanyanApp.StartAsync(AttackBench.Yaml(wall), null, shared);
        await using var two = await BanyanApp.StartAsync(AttackBench.Yaml(wall), null, shared);

        foreach (var talk in WireTalk.All)
        {
            var order = ("Idempotency-Key", $"order-{talk.Letter}");
            var answers = await Task.WhenAll(
                WholeAsync(one.Http, talk, streams, Bearer(one.Key), order), WholeAsync(two.Http, talk, streams, Bearer(one.Key), order));
            answers.Select(answer => answer.Status).ShouldBe([200, 200], answers[0].Text + answers[1].Text);
            answers[1].Body.ShouldBe(answers[0].Body);
            answers[1].RequestId.ShouldBe(answers[0].RequestId);
            wall.Requests.Count(request => request.Path[1] == talk.Letter).ShouldBe(1, talk.Letter.ToString());
        }
    }

    [Fact]
    public async Task A_key_whose_node_was_killed_is_taken_by_the_next_and_asked_anew()
    {
        var isDead = false;
        await using var wall = ScriptedWall.Start(request => Volatile.Read(ref isDead) ? AttackBench.Good(request) : KeyedScripts.Halting(request, Task.Delay(Timeout.Infinite)));
        using var folder = new HostFolder(AttackBench.Yaml(wall));
        string key;
        await using (var host = await folder.ServeAsync())
        {
            key = await host.KeyAsync();
            using var call = await HostCall.AskAsync(host.Http, WireTalk.Of('C'), true, "Hello", Bearer(key), Order);
            await call.SeenAsync(KeyedScripts.Before);
            await host.KillAsync();
        }

        Volatile.Write(ref isDead, true);
        await using var next = await folder.ServeAsync();
        using var again = await HostCall.AskAsync(next.Http, WireTalk.Of('C'), true, "Hello", Bearer(key), Order);
        await again.RestAsync();

        again.Status.ShouldBe(200, again.Text);
        again.Text.ShouldNotContain(KeyedScripts.Before);
        wall.Requests.Count.ShouldBe(2);
        await next.StopAsync();
        await using var last = await folder.ServeAsync();
        using var replayed = await HostCall.AskAsync(last.Http, WireTalk.Of('C'), true, "Hello", Bearer(key), Order);
        await replayed.RestAsync();
        replayed.Body.ShouldBe(again.Body);
        replayed.Head.ShouldContain("x-banyan-replayed: true");
        wall.Requests.Count.ShouldBe(2);
    }

    private static (string, string) Bearer(string key) => ("Authorization", $"Bearer {key}");

    private static async Task<HostCall> WholeAsync(HttpClient http, WireTalk talk, bool streams, params (string, string)[] headers)
    {
        var call = await HostCall.AskAsync(http, talk, streams, "Hello", headers);
        await call.RestAsync();
        return call;
    }
}
