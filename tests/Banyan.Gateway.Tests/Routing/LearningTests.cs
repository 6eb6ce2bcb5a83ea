using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>What is learnt of models: times, and the quality of answers.</summary>
public sealed class LearningTests
{
    [Fact]
    public void A_percentile_is_right_to_an_eighth_and_old_times_fade()
    {
        var sketch = new DecayedSketch(60);
        for (var i = 1; i <= 1_000; i++)
        {
            sketch.Add(i, 100);
        }

        sketch.Quantile(0.95).ShouldBeInRange(950 / 1.125, 950 * 1.125);
        sketch.Quantile(0.5).ShouldBeInRange(500 / 1.125, 500 * 1.125);
        sketch.Count(160).ShouldBe(500, 0.001);
        // A thousand half-lives later: nothing is left, and nothing overflows.
        sketch.Add(10, 60_100);
        sketch.Count(60_100).ShouldBe(1, 0.001);
        sketch.Quantile(0.95).ShouldBeInRange(8, 12);
    }

    [Fact]
    public void Few_observations_hardly_move_the_catalogues_figure_and_many_take_its_place()
    {
        var vitals = new ModelVitals();
        vitals.Pace(1_000, 20, 0).ShouldBe((1_000, 20));
        vitals.AddFirst(100, 0);
        vitals.Pace(1_000, 20, 0).First.ShouldBeInRange(970, 990);
        for (var i = 0; i < 950; i++)
        {
            vitals.AddFirst(100, 0);
        }

        vitals.Pace(1_000, 20, 2).First.ShouldBeInRange(130, 170);
        // Half of them are forgotten each minute: without news the catalogue's figure comes back.
        vitals.Pace(1_000, 20, 600).First.ShouldBeInRange(950, 1_000);
    }

    [Fact]
    public void Judgements_move_quality_usable_answers_do_not_and_unusable_ones_lower_it()
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var vitals = new ModelVitals();
        vitals.Add("", EvidenceCount.Usable with { Calls = 10_000 }, now, now);
        vitals.Quality(0.8, "", now).Mean.ShouldBe(0.8, 1e-9);
        vitals.Add("code", new EvidenceCount(0, 0, 0, 50), now, now);
        vitals.Quality(0.8, "", now).Mean.ShouldBe(0.4, 1e-9);
        vitals.Quality(0.8, "code", now).Mean.ShouldBe(0.2, 1e-9);
        vitals.Quality(0.8, "prose", now).Mean.ShouldBe(0.4, 1e-9);
        // After a week the fifty judgements weigh as twenty-five.
        vitals.Quality(0.8, "", now.AddDays(7)).Mean.ShouldBe(0.8 * 50 / 75, 1e-9);
        var broken = new ModelVitals();
        broken.Add("", new EvidenceCount(50, 50, 0, 0), now, now);
        broken.Quality(0.8, "", now).Mean.ShouldBe(0.4, 1e-9);
    }

    [Fact]
    public async Task What_was_seen_survives_a_restart_and_what_is_old_is_forgotten()
    {
        var first = new RouterBench();
        var catalog = Snapshot([Model("a", "m", quality: 0.8), Model("b", "m", quality: 0.8)]);
        first.Kept.Add(new ModelStat("a/m", "", first.Clock.GetUtcNow().AddDays(-40), new EvidenceCount(1, 1, 0, 900)));
        await Keeper(first).LookAsync(CancellationToken.None);
        for (var i = 0; i < 50; i++)
        {
            var id = Guid.CreateVersion7(first.Clock.GetUtcNow());
            first.Recent.Note(id, new RecentAnswer("default", "a/m", "code", null));
            await first.Judge.JudgedAsync("default", id, 0.1, CancellationToken.None);
            await first.Judge.JudgedAsync("another", id, 0, CancellationToken.None);
        }

        await Keeper(first).LookAsync(CancellationToken.None);
        first.Kept[^1].Seen.Against.ShouldBe(45, 1e-6);

        var second = new RouterBench(clock: first.Clock);
        second.Kept.AddRange(first.Kept);
        await Keeper(second).LookAsync(CancellationToken.None);
        second.Decide(catalog).Considered.Single(one => one.Model == "a/m").Quality.ShouldBe(0.45, 0.01);
        second.Decide(catalog).Considered.Single(one => one.Model == "b/m").Quality.ShouldBe(0.8, 1e-9);
    }

    [Fact]
    public void Streams_that_do_not_begin_are_known_to_be_slow_before_they_do()
    {
        var bench = new RouterBench();
        var vitals = bench.Vitals.Of("a/m");
        var model = Model("a", "m");
        for (var i = 0; i < 200; i++)
        {
            vitals.AddFirst(400, Seconds(bench));
        }

        var usual = vitals.Pace(1_000, 20, Seconds(bench)).First;
        for (var i = 0; i < 20; i++)
        {
            bench.Learning.Started(new Attempt(1, new Candidate(model), bench.Clock.GetUtcNow(), bench.Clock.GetTimestamp()));
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        vitals.Pace(1_000, 20, Seconds(bench)).First.ShouldBeGreaterThan(usual * 5);
    }

    [Fact]
    public void Attempts_teach_times_costs_of_a_warm_cache_and_the_usual_length()
    {
        var bench = new RouterBench();
        var catalog = Snapshot([Model("a", "m", can: AskNeeds.PromptCache)]);
        for (var i = 0; i < 400; i++)
        {
            var exchange = bench.Ask(catalog, composed: new Composition { ConversationId = Guid.Empty });
            bench.Decide(exchange);
            var attempt = new Attempt(1, exchange.Candidates[0], bench.Clock.GetUtcNow(), bench.Clock.GetTimestamp());
            bench.Clock.Advance(TimeSpan.FromMilliseconds(50));
            attempt.FirstContentTimestamp = bench.Clock.GetTimestamp();
            bench.Learning.Began(attempt, TimeSpan.FromMilliseconds(50));
            bench.Clock.Advance(TimeSpan.FromMilliseconds(200));
            attempt.EndTimestamp = bench.Clock.GetTimestamp();
            attempt.Outcome = Outcome.Succeeded;
            attempt.Charge = new Charge(new Banyan.Wire.Usage.TokenUsage { Uncached = 100, CacheRead = 900, Output = 40 }, false, 1, null);
            bench.Learning.Ended(exchange, attempt);
        }

        bench.Learning.UsualOutput.ShouldBe(40, 1);
        var pace = bench.Vitals.Of("a/m").Pace(1_000, 20, bench.Clock.GetTimestamp() / (double)bench.Clock.TimestampFrequency);
        pace.First.ShouldBeLessThan(500);
        pace.Token.ShouldBeLessThan(13);
        bench.Vitals.Of("a/m").CachedShare.ShouldBe(0.9, 0.01);
        bench.Learning.LateAfter(catalog.Models["a/m"], 0.95)!.Value.TotalMilliseconds.ShouldBeInRange(44, 57);
    }

    [Fact]
    public void What_budgets_had_left_is_known_of_ten_thousand_keys_and_no_more()
    {
        const int most = 10_000;
        var bench = new RouterBench();
        var catalog = Snapshot([Model("a", "m")]);
        for (var i = 0; i <= most; i++)
        {
            var exchange = bench.Ask(catalog, caller: Key(i));
            exchange.BudgetLeftNanoUsd = 3_000_000_000;
            bench.Learning.Ended(exchange, new Attempt(1, new Candidate(catalog.Models["a/m"]), bench.Clock.GetUtcNow(), bench.Clock.GetTimestamp()));
        }

        Enumerable.Range(0, most + 1).Count(i => bench.Learning.BudgetLeft(Key(i)) is not null).ShouldBeInRange(1, most);
        bench.Learning.BudgetLeft(Key(most)).ShouldBe(3);
    }

    private static Caller Key(int number) => new() { Tenant = "default", Service = "billing", KeyId = $"key-{number}", Grants = Grants.All };

    private static double Seconds(RouterBench bench) => bench.Clock.GetTimestamp() / (double)bench.Clock.TimestampFrequency;

    private static ModelStatsKeeper Keeper(RouterBench bench) => new(bench, bench.Vitals, bench.Tally, bench.Clock, NullLogger<ModelStatsKeeper>.Instance);
}
