using System.Collections.Concurrent;
using Banyan.Host.Tests.Attacks;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary>A key taken back by a second process, on the same database, while the first one serves it.</summary>
public sealed class RevokeTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    [Fact]
    [Trait("Attack", "10")]
    public async Task Revoked_from_another_process_a_key_is_refused_and_its_streams_cut_within_two_seconds()
    {
        await using var wall = ScriptedWall.Start(request => IsStream(request) ? KeyAttackTests.Begun(WireTalk.Of(request.Path[1])) : AttackBench.Good(request));
        using var folder = new HostFolder(AttackBench.Yaml(wall));
        await using var host = await folder.ServeAsync();
        var admin = await host.KeyAsync();
        var (created, key) = await folder.RunAsync("--keys", "create", "--service", "shop");
        created.ShouldBe(0, key);
        await KnownAsync(host, key);
        var calls = new List<(WireTalk Talk, HostCall Call)>();
        foreach (var talk in WireTalk.All)
        {
            calls.Add((talk, await HostCall.AskAsync(host, talk, key, streams: true)));
            calls[^1].Call.Status.ShouldBe(200);
        }

        var seen = new ConcurrentQueue<int>();
        var load = Enumerable.Range(0, 3).Select(_ => UntilRefusedAsync(host, key, seen)).ToArray();
        var (revoked, said) = await folder.RunAsync("--keys", "revoke", key.Split('_')[2]);
        var since = TimeProvider.System.GetTimestamp();
        revoked.ShouldBe(0, said);
        await Task.WhenAll(load);
        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Most);
        foreach (var (talk, call) in calls)
        {
            await call.RestAsync();
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Most);
            call.Text.ShouldContain("revoked", Case.Insensitive);
            StreamGrammar.Check(talk.Letter, call.Body, failed: true).ShouldBeEmpty(call.Text);
            call.Dispose();
        }

        // 403 is the ask that was just running when its key was taken back: it is cut like a stream, and says so.
        seen.Distinct().ShouldBeSubsetOf([200, 401, 403], string.Join(' ', seen));
        (await HostCall.WholeAsync(host, WireTalk.Of('C'), admin)).Status.ShouldBe(200, "other keys are served as before");
        await host.StopAsync();
    }

    /// <summary>Asks until the key made beside the running service is known to it.</summary>
    private static async Task KnownAsync(HostProcess host, string key)
    {
        var since = TimeProvider.System.GetTimestamp();
        while ((await HostCall.WholeAsync(host, WireTalk.Of('C'), key)).Status != 200)
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(App.Patience.Long);
        }
    }

    private static async Task UntilRefusedAsync(HostProcess host, string key, ConcurrentQueue<int> seen)
    {
        int status;
        do
        {
            (status, _) = await HostCall.WholeAsync(host, WireTalk.Of('A'), key);
            seen.Enqueue(status);
        }
        while (status == 200);
    }

    private static bool IsStream(WallRequest request) => request.Path.Contains("stream", StringComparison.Ordinal) || request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
}
