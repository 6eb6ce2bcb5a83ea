using System.Globalization;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Prompts;

/// <summary>An experiment on live traffic: sticky, counted, stopped, promoted.</summary>
public sealed class ExperimentTests
{
    private const string Ask = """{"model":"wall/up","banyan":{"prompt":"greet","variables":{}}}""";

    [Fact]
    public async Task Users_stay_in_their_arm_are_counted_and_the_winner_is_published()
    {
        await using var bench = await PromptWall.StartAsync();
        var (experiments, records) = (bench.App.Services.GetRequiredService<IExperiments>(), bench.App.Services.GetRequiredService<IPromptRecords>());
        var (prompt, first) = await bench.Bench.PublishAsync("greet", PromptBench.Text("Hello."));
        var second = PromptBench.Done(await bench.Bench.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("Good day."), null, default));
        var made = PromptBench.Done(await experiments.CreateAsync(
            PromptBench.Ada, new NewExperiment(prompt.Id, "wording", ExperimentUnit.User, [new NewVariant("plain", first.Id, 0.8), new NewVariant("formal", second.Id, 0.2)]), default));
        made.Variants.Select(variant => (variant.Weight, variant.IsControl)).ShouldBe([(0.8, true), (0.2, false)]);
        (await bench.AskAsync(Ask, "u1")).Response.Headers.Contains("x-banyan-variant").ShouldBeFalse("a draft sorts nobody");
        PromptBench.Done(await experiments.StartAsync(PromptBench.Ada, made.Id, default));
        (await experiments.StartAsync(PromptBench.Ada, made.Id, default)).Failure!.Code.ShouldBe("conflict");

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < 2; round++)
        {
            for (var user = 0; user < 40; user++)
            {
                var (response, _) = await bench.AskAsync(Ask, $"user-{user}");
                var arm = response.Headers.GetValues("x-banyan-variant").Single();
                seen.TryAdd($"user-{user}", arm);
                seen[$"user-{user}"].ShouldBe(arm, "sticky");
                bench.Sent.GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe(arm == "plain" ? "Hello." : "Good day.");
            }
        }

        seen.Values.Distinct().Order().ShouldBe(["formal", "plain"]);
        (await bench.AskAsync(Ask)).Response.Headers.Contains("x-banyan-variant").ShouldBeFalse("without a user there is no unit");
        (await bench.AskAsync(Ask.Replace("greet", "greet:1", StringComparison.Ordinal), "user-1")).Response.Headers.Contains("x-banyan-variant").ShouldBeFalse("a named version is not for sorting");

        var (scored, _) = await bench.AskAsync(Ask, "user-1");
        var request = Guid.Parse(scored.Headers.GetValues("x-request-id").Single());
        await Until(async () => (await records.SubmitAsync(PromptBench.Grace, request, 0.75, "good", default)).Failure is null);
        await Until(async () => (await experiments.ReadAsync(made, default)).Results.Any(result => result.Metric == "score"));
        var reading = await experiments.ReadAsync(made, default);
        reading.Results.Where(result => result.Metric == "success").Sum(result => result.Units).ShouldBe(40);
        reading.Results.ShouldAllBe(result => !result.IsMinimumReached);
        reading.Results.Single(result => result.Metric == "score").ShouldSatisfyAllConditions(result => result.Variant.ShouldBe(seen["user-1"]), result => result.Mean.ShouldBe(0.75));
        reading.IsSampleRatioMismatched.ShouldBeFalse();
        var performance = await records.PerformanceAsync("default", [first.Id, second.Id], TimeProvider.System.GetUtcNow().AddHours(-2), TimeProvider.System.GetUtcNow().AddHours(2), default);
        performance.Values.Sum(version => version.Calls).ShouldBe(84);
        performance[first.Id].AverageInputTokens.ShouldBe(11);
        performance[first.Id].SuccessRate.ShouldBe(1);

        var ended = PromptBench.Done(await experiments.StopAsync(PromptBench.Ada, made.Id, "formal", "reads better", default));
        (ended.Status, ended.Winner).ShouldBe((ExperimentStatus.Concluded, "formal"));
        bench.Bench.Prompts.ActiveVersion("default", prompt.Id).ShouldBe(second.Id);
        (await bench.AskAsync(Ask, "user-1")).Response.Headers.Contains("x-banyan-variant").ShouldBeFalse();
        bench.Sent.GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("Good day.");
    }

    [Fact]
    public async Task An_arm_that_fails_is_taken_out_by_the_guard_rail()
    {
        var talk = WireTalk.Of('C');
        await using var bench = await PromptWall.StartAsync(request => request.Text.Contains("broken", StringComparison.Ordinal) ? WallScript.Json("{\"error\":{\"message\":\"no\"}}", 400) : WallScript.Json(talk.Whole("ok", 1, 1)));
        var (experiments, store) = (bench.App.Services.GetRequiredService<IExperiments>(), bench.App.Services.GetRequiredService<Gateway.Prompts.Store.IExperimentStore>());
        var (prompt, first) = await bench.Bench.PublishAsync("greet", PromptBench.Text("Hello."));
        var second = PromptBench.Done(await bench.Bench.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("broken"), null, default));
        var made = PromptBench.Done(await experiments.CreateAsync(
            PromptBench.Ada, new NewExperiment(prompt.Id, "risky", ExperimentUnit.User, [new NewVariant("old", first.Id, 0.5), new NewVariant("new", second.Id, 0.5)]), default));
        PromptBench.Done(await experiments.StartAsync(PromptBench.Ada, made.Id, default));
        (await bench.AskAsync(Ask, "user-0")).Response.Headers.Contains("x-banyan-variant").ShouldBeTrue();

        // What two hundred users of each arm came to: more than a test should wait for.
        await store.AddAsync(
            new TallyBatch
            {
                Units = [.. Enumerable.Range(0, 400).Select(unit => new UnitCount("default", made.Id, unit.ToString(CultureInfo.InvariantCulture), unit % 2 == 0 ? "old" : "new", TimeProvider.System.GetUtcNow()) { Calls = 5, Successes = unit % 2 == 0 ? 5 : 3 })],
            },
            default);
        await Until(async () => (await experiments.ByIdsAsync("default", [made.Id], default))[0].Status == ExperimentStatus.Stopped);
        (await experiments.ByIdsAsync("default", [made.Id], default))[0].StopReason!.ShouldStartWith("guard rail: arm new fails 40");
        (await bench.AskAsync(Ask, "user-0")).Response.Headers.Contains("x-banyan-variant").ShouldBeFalse();
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
