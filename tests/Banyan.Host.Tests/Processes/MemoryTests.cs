using System.Text;
using Banyan.Host.Tests.Attacks;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary>What hostile sizes cost a process that does nothing else: its peak stays bounded.</summary>
public sealed class MemoryTests
{
    private const int Chunk = 64 * 1024, ChunksOf100Mb = 1600;
    private const long Mb = 1024 * 1024;

    private int _asked;

    [Fact]
    [Trait("Attack", "22")]
    [Trait("Attack", "23")]
    public async Task Callers_who_send_100_MB_or_a_bomb_cost_little_more_than_the_bound_of_a_body()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync();
        var key = await host.KeyAsync();
        var before = host.PeakMemory;
        var framed = new WallScript().Chunk(Filled(' ')).Moves[0].Bytes;
        var head = Encoding.ASCII.GetBytes(RawHttp.Post("/v1/chat/completions", key, "Transfer-Encoding: chunked\r\n"));
        RawHttp.Status(await RawHttp.SendAsync(host.Address, Enumerable.Repeat(framed, ChunksOf100Mb).Prepend(head))).ShouldBe(413);
        foreach (var encoding in new[] { "gzip", "br", "deflate" })
        {
            using var bomb = new ByteArrayContent(SizeAttackTests.Bomb(encoding));
            bomb.Headers.ContentEncoding.Add(encoding);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/messages", UriKind.Relative)) { Content = bomb };
            request.Headers.Add("Authorization", $"Bearer {key}");
            using var answer = await host.Http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(413);
        }

        // The bound is 32 MB; nothing over it is ever joined.
        (host.PeakMemory - before).ShouldBeLessThan(200 * Mb);
        await host.StopAsync();
    }

    [Fact]
    [Trait("Attack", "28")]
    [Trait("Attack", "29")]
    public async Task Providers_whose_streams_never_break_a_line_or_unpack_for_ever_cost_next_to_nothing()
    {
        var bomb = ProviderAttackTests.Bomb();
        await using var wall = ScriptedWall.Start(request => request.Text.Contains("Hello", StringComparison.Ordinal) && Interlocked.Increment(ref _asked) % 2 == 0
            ? WallScript.Whole(bomb, WireTalk.Of(request.Path[1]).StreamType, 200, ("content-encoding", "gzip"))
            : WallScript.Stream(WireTalk.Of(request.Path[1]).StreamType).Chunk("data: ").Chunks(Filled('x'), ChunksOf100Mb).End());
        (await PeakAsync(wall, streams: true)).ShouldBeLessThan(150 * Mb);
    }

    [Fact]
    [Trait("Attack", "28")]
    public async Task Providers_whose_bodies_never_end_cost_a_few_times_the_bound_of_a_body()
    {
        await using var wall = ScriptedWall.Start(_ => new WallScript().Head(200, ("content-type", "application/json"), ("transfer-encoding", "chunked")).Chunks(Filled(' '), 3 * ChunksOf100Mb).End());

        // The bound is 128 MB, held twice while its pieces are joined; three tries of two asks follow each other, and a busy machine collects late; all of them would be 1,800 MB.
        (await PeakAsync(wall, streams: false)).ShouldBeLessThan(900 * Mb);
    }

    /// <summary>Asks on every door, and tells by how much the process grew at most.</summary>
    private static async Task<long> PeakAsync(ScriptedWall wall, bool streams)
    {
        using var folder = new HostFolder(AttackBench.Yaml(wall));
        await using var host = await folder.ServeAsync();
        var key = await host.KeyAsync();
        var before = host.PeakMemory;
        foreach (var talk in WireTalk.All.Take(streams ? 5 : 2))
        {
            (await HostCall.WholeAsync(host, talk, key, streams)).Status.ShouldBeInRange(500, 599);
        }

        var grown = host.PeakMemory - before;
        await host.StopAsync();
        return grown;
    }

    private static byte[] Filled(char with) => [.. Enumerable.Repeat((byte)with, Chunk)];
}
