using Banyan.Gateway.Metering;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Gateway.Prompts.Store;
using Banyan.Storage.Postgres;
using Banyan.Storage.Prompts;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Prompts;

/// <summary>What every store of experiments, counts and feedback must do, on both databases.</summary>
public sealed class ExperimentStoreContract(PostgresFixture postgres)
{
    private static readonly Guid FirstRequest = Guid.CreateVersion7(Rows.Noon), SecondRequest = Guid.CreateVersion7(Rows.Noon);
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_experiment_comes_back_as_it_went_in_and_one_runs_per_layer(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (prompts, store) = (new PromptStore(test.Database), new ExperimentStore(test.Database));
        var experiment = await MakeAsync(prompts, "one");
        (await store.CreateAsync(experiment, default)).ShouldBe(StoreEnd.Done);
        (await store.CreateAsync(experiment with { Id = Guid.CreateVersion7() }, default)).ShouldBe(StoreEnd.Taken, "the name");
        (await store.CreateAsync(experiment with { Id = Guid.CreateVersion7(), Name = "x", Tenant = "other" }, default)).ShouldBe(StoreEnd.Gone);
        Same((await store.ByIdsAsync(PromptSamples.Tenant, [experiment.Id], default)).ShouldHaveSingleItem(), experiment);
        (await store.ByIdsAsync("other", [experiment.Id], default)).ShouldBeEmpty();
        (await prompts.ReadAsync(PromptSamples.Tenant, default)).Running.ShouldBeEmpty();

        var running = experiment with { Status = ExperimentStatus.Running, StartedAt = Rows.Noon, WeightsSince = Rows.Noon };
        (await store.SaveAsync(running, default)).ShouldBe(StoreEnd.Done);
        (await store.SaveAsync(running, default)).ShouldBe(StoreEnd.Stale);
        var page = await prompts.ReadAsync(PromptSamples.Tenant, default);
        Same(page.Running.ShouldHaveSingleItem(), running with { Revision = 2 });
        page.Served.Count.ShouldBe(2, "an arm is served though it is a draft");

        var second = experiment with { Id = Guid.CreateVersion7(), Name = "second", Status = ExperimentStatus.Draft };
        await store.CreateAsync(second, default);
        (await store.SaveAsync(second with { Status = ExperimentStatus.Running, StartedAt = Rows.Noon }, default)).ShouldBe(StoreEnd.Taken);
        var ended = running with { Revision = 2, Status = ExperimentStatus.Concluded, StoppedAt = Rows.Noon.AddDays(1), StopReason = "better", Winner = "b", Variants = [experiment.Variants[0] with { Ranges = [] }, experiment.Variants[1]] };
        (await store.SaveAsync(ended, default)).ShouldBe(StoreEnd.Done);
        Same((await store.ListAsync(PromptSamples.Tenant, [experiment.PromptId], ExperimentStatus.Concluded, default)).ShouldHaveSingleItem(), ended with { Revision = 3 });
        (await store.SaveAsync(second with { Status = ExperimentStatus.Running, StartedAt = Rows.Noon }, default)).ShouldBe(StoreEnd.Done);
        (await store.ListAsync(PromptSamples.Tenant, null, null, default)).Select(one => one.Name).ShouldBe(["second", "one"], ignoreOrder: true);
        (await store.ListAsync("other", null, null, default)).ShouldBeEmpty();
        (await store.ListAsync(PromptSamples.Tenant, [], null, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Counts_of_many_nodes_add_up_by_arm_and_by_version(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (prompts, store) = (new PromptStore(test.Database), new ExperimentStore(test.Database));
        var experiment = await MakeAsync(prompts, "one");
        await store.CreateAsync(experiment, default);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.AddAsync(Batch(experiment), default)));

        var sums = await store.SumsAsync(PromptSamples.Tenant, experiment.Id, default);
        // Unit u1: 4 times 3 calls, 2 successes; u2: 4 times 1 call, 1 success, and one of its answers was a fallback's.
        sums.Single(one => one is { Metric: "success", Variant: "a" }).ShouldBe(new("a", "success", 2, 16, 12, 160, 80, 112));
        sums.Single(one => one is { Metric: "latency", Variant: "a" }).ShouldBe(new("a", "latency", 1, 8, 4000, 64, 16_000_000, 32_000));
        sums.Single(one => one is { Metric: "cost", Variant: "a" }).Y.ShouldBe(4 * 2e-6, 1e-12);
        sums.ShouldNotContain(one => one.Variant == "b");
        (await store.SumsAsync("other", experiment.Id, default)).ShouldBeEmpty();
        (await store.UnitsAsync(PromptSamples.Tenant, experiment.Id, Rows.Noon, default)).ShouldBe(new Dictionary<string, long> { ["a"] = 2 });
        (await store.UnitsAsync(PromptSamples.Tenant, experiment.Id, Rows.Noon.AddMinutes(1), default)).ShouldBeEmpty();

        var version = experiment.Variants[0].VersionId;
        var performance = (await store.PerformanceAsync(PromptSamples.Tenant, [version, Guid.CreateVersion7()], Rows.Noon, Rows.Noon.AddHours(1), default)).ShouldHaveSingleItem();
        performance.Count.ShouldBe(new VersionCount(PromptSamples.Tenant, version, Rows.Noon) { Calls = 16, Failures = 4, InputTokens = 400, OutputTokens = 40, CostNanoUsd = 8000, LatencyMs = 4000 });
        performance.Times.ShouldBe([new(PromptSamples.Tenant, version, Rows.Noon, TimeCount.Total, 48, 16)]);
        (await store.PerformanceAsync(PromptSamples.Tenant, [version], Rows.Noon.AddHours(1), Rows.Noon.AddHours(2), default)).ShouldBeEmpty();
        (await store.PerformanceAsync("other", [version], Rows.Noon, Rows.Noon.AddHours(1), default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_score_counts_once_per_person_for_the_version_and_arm_that_answered(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (prompts, store) = (new PromptStore(test.Database), new ExperimentStore(test.Database));
        var experiment = await MakeAsync(prompts, "one");
        await store.CreateAsync(experiment, default);
        await store.AddAsync(Batch(experiment), default);
        var score = new Feedback(PromptSamples.Tenant, FirstRequest, "ada", 0.25, "meh", Rows.Noon);
        (await store.KeepAsync(score, default)).ShouldBeTrue();
        (await store.KeepAsync(score with { Score = 0.5 }, default)).ShouldBeTrue("she thought again");
        (await store.KeepAsync(score with { By = "grace", Score = 1 }, default)).ShouldBeTrue();
        (await store.KeepAsync(score with { Tenant = "other" }, default)).ShouldBeFalse("another tenant has no such request");
        (await store.KeepAsync(score with { RequestId = Guid.CreateVersion7() }, default)).ShouldBeFalse();

        var performance = (await store.PerformanceAsync(PromptSamples.Tenant, [experiment.Variants[0].VersionId], Rows.Noon, Rows.Noon.AddHours(1), default)).ShouldHaveSingleItem();
        (performance.Scores, performance.ScoreSum).ShouldBe((2, 1.5));
        (await store.ScoresAsync(PromptSamples.Tenant, [FirstRequest, SecondRequest], default)).ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(FirstRequest, 0.75));
        (await store.ScoresAsync("other", [FirstRequest], default)).ShouldBeEmpty();
        (await store.SumsAsync(PromptSamples.Tenant, experiment.Id, default)).Single(one => one.Metric == "score").ShouldBe(new("a", "score", 1, 2, 1.5, 4, 2.25, 3));

        await store.PruneAsync(Rows.Noon.AddDays(31), default);
        (await store.KeepAsync(score with { By = "late" }, default)).ShouldBeFalse("what composed it is forgotten");
        (await store.SumsAsync(PromptSamples.Tenant, experiment.Id, default)).Single(one => one.Metric == "score").N.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_answer_without_a_prompt_can_be_scored_too(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        if (kind == "postgres")
        {
            await new Partitions(test.Database, _clock).EnsureAsync(default);
        }

        IUsageStore usage = kind == "postgres" ? new PostgresUsageStore(test.Database) : new Sqlite.SqliteUsageStore(test.Database);
        var row = Rows.One();
        await usage.AppendAsync([row], default);
        var store = new ExperimentStore(test.Database);
        (await store.KeepAsync(new Feedback(row.Tenant, row.RequestId, "ada", 1, null, Rows.Noon), default)).ShouldBeTrue();

        // Its usage was there before its call: the score finds its version all the same.
        var version = Guid.CreateVersion7();
        await store.AddAsync(new TallyBatch { Calls = [new(row.Tenant, row.RequestId, Rows.Noon, version, null, null, null)] }, default);
        (await store.PerformanceAsync(row.Tenant, [version], Rows.Noon, Rows.Noon.AddHours(1), default)).ShouldHaveSingleItem().Scores.ShouldBe(1);
    }

    private static async Task<Experiment> MakeAsync(PromptStore prompts, string name)
    {
        var prompt = PromptSamples.Prompt("prompt");
        await prompts.CreateAsync(prompt, PromptSamples.Version(prompt) with { Status = VersionStatus.Active }, default);
        var second = (await prompts.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default))!;
        var first = (await prompts.ReadAsync(PromptSamples.Tenant, default)).Served[0];
        return new Experiment
        {
            Id = Guid.CreateVersion7(Rows.Noon),
            Tenant = PromptSamples.Tenant,
            PromptId = prompt.Id,
            Name = name,
            Unit = ExperimentUnit.User,
            Salt = "salt",
            Targeting = PromptSamples.Json("""{"team":{"eq":"x"}}"""),
            Variants =
            [
                new ExperimentVariant("a", first.Id) { IsControl = true, Ranges = [new(0, 5000), new(9000, 10_000)] },
                new ExperimentVariant("b", second.Id) { Model = "fast", Ranges = [new(5000, 9000)] },
            ],
            CreatedBy = "ada",
            CreatedAt = Rows.Noon,
        };
    }

    private static TallyBatch Batch(Experiment experiment)
    {
        var version = experiment.Variants[0].VersionId;
        var unit = new UnitCount(PromptSamples.Tenant, experiment.Id, "u1", "a", Rows.Noon) { Calls = 3, Successes = 2, Measured = 2, LatencyMs = 1000, CostNanoUsd = 2000 };
        return new TallyBatch
        {
            Calls =
            [
                new(PromptSamples.Tenant, FirstRequest, Rows.Noon, version, experiment.Id, "a", "u1"), new(PromptSamples.Tenant, SecondRequest, Rows.Noon, version, null, null, null),
            ],
            Versions = [new(PromptSamples.Tenant, version, Rows.Noon) { Calls = 4, Failures = 1, InputTokens = 100, OutputTokens = 10, CostNanoUsd = 2000, LatencyMs = 1000 }],
            Times = [new(PromptSamples.Tenant, version, Rows.Noon, TimeCount.Total, 48, 4)],
            Units = [unit, unit with { UnitHash = "u2", Calls = 1, Successes = 1, Measured = 1, LatencyMs = 9, CostNanoUsd = 9, Fallbacks = 1 }],
        };
    }

    // Lists and JSON compare by reference: each of its own.
    private static void Same(Experiment read, Experiment expected)
    {
        read.Variants.Select(one => one with { Ranges = expected.Variants[0].Ranges }).ShouldBe(expected.Variants.Select(one => one with { Ranges = expected.Variants[0].Ranges }));
        read.Variants.SelectMany(one => one.Ranges).ShouldBe(expected.Variants.SelectMany(one => one.Ranges));
        read.Targeting!.Value.GetRawText().ShouldBe(expected.Targeting!.Value.GetRawText());
        (read with { Variants = expected.Variants, Targeting = expected.Targeting }).ShouldBe(expected);
    }
}
