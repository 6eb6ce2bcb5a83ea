using System.Diagnostics;
using System.Security.Cryptography;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Prompts;

/// <summary>A prompt engineer's day on two nodes over one PostgreSQL, while both are asked all the time.</summary>
public sealed class PromptTwoNodeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Draft_preview_publish_experiment_promote_and_roll_back_show_on_both_nodes_within_two_seconds()
    {
        await using var server = await PostgresServer.StartAsync();
        (string, string)[] environment = [("BANYAN_DATABASE", await server.CreateDatabaseAsync()), (BanyanApp.MasterKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using var first = await BanyanApp.StartAsync("", null, environment);
        await using var second = await BanyanApp.StartAsync("", null, environment);
        var (one, two) = (new PromptBench(first), new PromptBench(second));
        one.Prompts.List("default", new PromptFilter { Tags = ["seed"] }).Count.ShouldBe(6, "two nodes that start with nothing plant the seeds once");

        var (prompt, version) = await one.PublishAsync("greet", PromptBench.Text("Hello."));
        await SeesAsync(two, "Hello.");
        using var end = new CancellationTokenSource();
        Task<int>[] traffic = [AskAllTheTimeAsync(one, end.Token), AskAllTheTimeAsync(two, end.Token)];

        var draft = PromptBench.Done(await one.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("Good day."), "politer", default));
        (await one.TextAsync(draft.Id.ToString())).ShouldBe("Good day.", "a preview by id");
        (await one.TextAsync("greet")).ShouldBe("Hello.", "a draft serves nobody else");
        PromptBench.Done(await one.Editing.PublishAsync(PromptBench.Ada, prompt.Id, draft.Id, 1, default));
        (await one.TextAsync("greet")).ShouldBe("Good day.");
        await SeesAsync(two, "Good day.");

        await ExperimentAsync(first, second, prompt, version, draft);
        await SeesAsync(one, "Hello.");
        PromptBench.Done(await two.Editing.RollbackAsync(PromptBench.Grace, prompt.Id, 2, default));
        (await two.TextAsync("greet")).ShouldBe("Good day.");
        await SeesAsync(one, "Good day.");

        await EditorsMeetAsync(one, two, prompt);
        await end.CancelAsync();
        (await Task.WhenAll(traffic)).ShouldAllBe(asked => asked > 20);
    }

    private static async Task ExperimentAsync(BanyanApp first, BanyanApp second, Prompt prompt, PromptVersion version, PromptVersion draft)
    {
        var (here, there) = (first.Services.GetRequiredService<IExperiments>(), second.Services.GetRequiredService<IExperiments>());
        var made = PromptBench.Done(await here.CreateAsync(
            PromptBench.Ada, new NewExperiment(prompt.Id, "wording", ExperimentUnit.User, [new NewVariant("polite", draft.Id, 0.8), new NewVariant("plain", version.Id, 0.2)]), default));
        PromptBench.Done(await here.StartAsync(PromptBench.Ada, made.Id, default));
        (await there.StartAsync(PromptBench.Grace, made.Id, default)).Failure!.Code.ShouldBe("conflict");
        await HoldsAsync(async () => await ArmAsync(second, "u0") is not null);
        var before = await ArmsAsync(first);
        (await ArmsAsync(second)).ShouldBe(before, "a user sees one arm, on whatever node");
        before.Count(arm => arm == "plain").ShouldBeInRange(20, 60);

        PromptBench.Done(await there.SetWeightsAsync(PromptBench.Ada, made.Id, new Dictionary<string, double> { ["polite"] = 0.5, ["plain"] = 0.5 }, default));
        var after = await ArmsAsync(second);
        before.Zip(after).ShouldAllBe(pair => pair.First == pair.Second || (pair.First == "polite" && pair.Second == "plain"), "a ramp moves users one way only");
        await HoldsAsync(async () => (await ArmsAsync(first)).SequenceEqual(after));
        PromptBench.Done(await there.StopAsync(PromptBench.Ada, made.Id, "plain", "shorter", default)).Winner.ShouldBe("plain");
        await HoldsAsync(async () => await ArmAsync(first, "u0") is null);
    }

    private static async Task EditorsMeetAsync(PromptBench one, PromptBench two, Prompt prompt)
    {
        for (var round = 0; round < 5; round++)
        {
            var expected = (await one.Prompts.VersionsOfAsync("default", [prompt.Id], default))[prompt.Id].Single(version => version.Status == VersionStatus.Active).Number;
            var drafts = new[] { one, two }.Select(async bench => PromptBench.Done(await bench.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("Draft."), null, default))).ToList();
            var (mine, yours) = (await drafts[0], await drafts[1]);
            var ends = await Task.WhenAll(
                one.Editing.PublishAsync(PromptBench.Ada, prompt.Id, mine.Id, expected, default), two.Editing.PublishAsync(PromptBench.Grace, prompt.Id, yours.Id, expected, default));
            ends.Count(end => end.Failure is null).ShouldBe(1);
            ends.Single(end => end.Failure is not null).Failure!.Code.ShouldBe("conflict");
        }
    }

    private static async Task<int> AskAllTheTimeAsync(PromptBench bench, CancellationToken end)
    {
        var asked = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!end.IsCancellationRequested)
        {
            (await bench.TextAsync("greet")).ShouldBeOneOf("Hello.", "Good day.", "Draft.");
            asked++;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return asked;
    }

    private static async Task<string?> ArmAsync(BanyanApp app, string user) => PromptBench.Done(await new PromptBench(app).Prompts.RenderAsync(
        new RenderAsk("default", "greet") { Subject = new Subject(Guid.CreateVersion7(), "web") { User = user } }, default)).Use.Variant;

    private static async Task<List<string?>> ArmsAsync(BanyanApp app)
    {
        var arms = new List<string?>();
        for (var user = 0; user < 200; user++)
        {
            arms.Add(await ArmAsync(app, $"u{user}"));
        }

        return arms;
    }

    private static Task SeesAsync(PromptBench bench, string text) => HoldsAsync(async () => (await bench.RenderAsync("greet")).Value?.Messages[0].Text == text);

    private static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(Soon);
            await timer.WaitForNextTickAsync();
        }
    }
}
