using Banyan.Host.Tests.Attacks;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary>The service as a process that is told to end, or dies, with answers under way.</summary>
public sealed class EndTests
{
    private const string Before = "before the signal", After = "after the signal";
    private const int WholeAsks = 10;

    [Fact]
    public async Task What_a_killed_process_leaves_goes_with_its_folder()
    {
        int id;
        using (var folder = new HostFolder())
        {
            await using var host = await folder.ServeAsync();
            id = host.Id;
            await host.KillAsync();
        }

        Directory.EnumerateFileSystemEntries(Path.GetTempPath(), $"*-{id}-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Told_to_end_it_lets_running_streams_finish_refuses_new_asks_and_has_a_row_for_each()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = ScriptedWall.Start(request => Play(request, release.Task));
        using var folder = new HostFolder(AttackBench.Yaml(wall));
        await using var host = await folder.ServeAsync();
        var key = await host.KeyAsync();
        await AskWholeAsync(host, key);
        var calls = await BeginAsync(host, key);

        await host.TerminateAsync();
        while ((await HostCall.WholeAsync(host, WireTalk.Of('C'), key)).Status is var status && status != 503)
        {
            status.ShouldBe(200, host.Said);
        }

        using (var ready = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            ((int)ready.StatusCode, (await ready.Content.ReadAsStringAsync()).Contains("\"draining\"", StringComparison.Ordinal)).ShouldBe((503, true));
        }

        var asked = wall.Requests.Count;
        release.SetResult();
        foreach (var (talk, call) in calls)
        {
            await call.RestAsync();
            call.Text.ShouldContain(After);
            StreamGrammar.Check(talk.Letter, call.Body).ShouldBeEmpty(call.Text);
            call.Dispose();
        }

        (await host.ExitAsync()).ShouldBe(0, host.Said);
        var rows = await Ledger.ReadAsync(folder.Data);
        rows.Count.ShouldBe(asked);
        rows.ShouldAllBe(row => row.Outcome == "succeeded" && row.Source == "reported");
        rows.Select(row => row.RequestId).Distinct().Count().ShouldBe(asked);
    }

    [Fact]
    public async Task Told_to_end_it_ends_streams_that_outlast_the_time_for_it_with_an_error_in_their_language()
    {
        await using var wall = ScriptedWall.Start(request => Play(request, Task.Delay(Timeout.Infinite)));
        using var folder = new HostFolder("server: { drain: 1s }\n" + AttackBench.Yaml(wall));
        await using var host = await folder.ServeAsync();
        var calls = await BeginAsync(host, await host.KeyAsync());

        await host.TerminateAsync();
        foreach (var (talk, call) in calls)
        {
            await call.RestAsync();
            call.Text.ShouldContain("shutting down");
            call.Text.ShouldNotContain(After);
            StreamGrammar.Check(talk.Letter, call.Body, failed: true).ShouldBeEmpty(call.Text);
            call.Dispose();
        }

        (await host.ExitAsync()).ShouldBe(0, host.Said);
        var rows = await Ledger.ReadAsync(folder.Data);
        rows.Count.ShouldBe(calls.Count);
        rows.ShouldAllBe(row => row.Outcome != "lost");
    }

    [Fact]
    public async Task Killed_it_keeps_what_succeeded_and_books_what_ran_as_lost_at_its_estimate()
    {
        await using var wall = ScriptedWall.Start(request => Play(request, Task.Delay(Timeout.Infinite)));
        using var folder = new HostFolder(AttackBench.Yaml(wall));
        var running = new List<string>();
        await using (var host = await folder.ServeAsync())
        {
            var key = await host.KeyAsync();
            await AskWholeAsync(host, key);
            var calls = await BeginAsync(host, key);
            await host.KillAsync();
            foreach (var (talk, call) in calls)
            {
                running.Add(call.RequestId);
                await Should.ThrowAsync<IOException>(call.RestAsync);
                StreamGrammar.Check(talk.Letter, call.Body).ShouldNotBeEmpty("a cut stream never looks finished: " + call.Text);
                call.Dispose();
            }
        }

        await using (var again = await folder.ServeAsync())
        {
            again.Said.ShouldNotContain("first key");
            await again.StopAsync();
        }

        var rows = await Ledger.ReadAsync(folder.Data);
        rows.Count.ShouldBe(WholeAsks + running.Count);
        rows.Count(row => row.Outcome == "succeeded" && row.Source == "reported").ShouldBe(WholeAsks);
        var lost = rows.Where(row => row.Outcome == "lost").ToList();
        lost.Select(row => row.RequestId).Order(StringComparer.Ordinal).ShouldBe(running.Order(StringComparer.Ordinal));
        lost.ShouldAllBe(row => row.Source == "estimated" && row.CostNanoUsd > 0);
    }

    /// <summary>One whole ask after the other, each through another door.</summary>
    private static async Task AskWholeAsync(HostProcess host, string key)
    {
        for (var i = 0; i < WholeAsks; i++)
        {
            var (status, text) = await HostCall.WholeAsync(host, WireTalk.All[i % WireTalk.All.Count], key);
            status.ShouldBe(200, text);
        }
    }

    /// <summary>A stream on every door, each up to its first content.</summary>
    private static async Task<IReadOnlyList<(WireTalk Talk, HostCall Call)>> BeginAsync(HostProcess host, string key)
    {
        var calls = new List<(WireTalk, HostCall)>();
        foreach (var talk in WireTalk.All)
        {
            var call = await HostCall.AskAsync(host, talk, key, streams: true);
            await call.SeenAsync(Before);
            calls.Add((talk, call));
        }

        return calls;
    }

    private static WallScript Play(WallRequest request, Task release)
    {
        var talk = WireTalk.Of(request.Path[1]);
        var streams = request.Path.Contains("stream", StringComparison.Ordinal) || request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        if (!streams)
        {
            return WallScript.Json(talk.Whole("All is well", 11, 7));
        }

        var events = talk.Stream([Before, After], 11, 7);
        var script = WallScript.Stream(talk.StreamType);
        for (var i = 0; i < events.Count; i++)
        {
            script = i == talk.Preamble + 1 ? script.WaitFor(release).Chunk(events[i]) : script.Chunk(events[i]);
        }

        return script.End();
    }
}
