using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>An operator stops a service that runs away, as docs/guides/switches.md says, on the real service.</summary>
public sealed class KillStoryTests
{
    [Fact]
    public async Task A_service_that_runs_away_is_stopped_with_its_streams_while_the_others_go_on()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var guide = Guide.Of(operating, "guides/switches.md", "banyan keys create");
        (await guide.NextAsync("banyan keys create --service importer")).Exit.ShouldBe(0);
        (await guide.NextAsync("banyan keys create --service billing")).Exit.ShouldBe(0);
        using var runaway = new User(host.Address).With("BANYAN_KEY", (await File.ReadAllTextAsync(operating.Home.File("importer.key"), TestContext.Current.CancellationToken)).Trim());
        var streams = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runaway.OnOut = text => _ = text.Contains("word1", StringComparison.Ordinal) && streams.TrySetResult();
        var running = runaway.RunAsync("ask", "--model", "mock/chat:words=10000,pace=100ms", "Go on for ever.");
        await streams.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        var on = await guide.NextAsync("banyan kill on service importer");
        on.Exit.ShouldBe(0, on.Error);
        guide.Id = on.Out.Trim().Split(' ')[^1];
        on.Out.ShouldBe($"Stopped service importer. To let it go on: banyan kill off {guide.Id}\n");
        var cut = await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        (cut.Exit, cut.Out.Contains("word10000", StringComparison.Ordinal)).ShouldBe((1, false), cut.Error);
        cut.Error.ShouldContain("switched the service 'importer' off while the answer was under way");
        (await guide.NextAsync("banyan kill list")).Out.ShouldMatch($@"{guide.Id} +service importer +cut +.*runaway loop");

        var refused = await guide.NextAsync("banyan ask --key-file importer.key");
        refused.Exit.ShouldBe(3, refused.Out);
        refused.Error.ShouldNotContain("runaway loop", Case.Insensitive, "why is for operators");
        var told = await runaway.RunAsync("ask", "--json", "--model", "mock/chat", "Are you there?");
        told.JsonError.GetProperty("code").GetString().ShouldBe("killed");
        var others = await guide.NextAsync("banyan ask --key-file billing.key");
        others.Exit.ShouldBe(0, others.Error);

        (await guide.NextAsync("banyan kill off")).Out.ShouldBe($"The switch {guide.Id} is taken back.\n");
        var served = await guide.NextAsync("banyan ask --key-file importer.key");
        served.Exit.ShouldBe(0, served.Error);
    }
}
