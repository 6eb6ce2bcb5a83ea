using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>The whole order of a choice, reckoned again the long way from what the decision tells.</summary>
public sealed class ChainTests
{
    private const int MostWeighed = 12;

    /// <summary>Property: whatever the figures, the circuits and the limits, utilities and chain are those of a plain sort.</summary>
    [Fact]
    public void Utility_and_chain_are_those_reckoned_from_what_is_told()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 400; round++)
        {
            var providers = random.Next(1, 20);
            var targets = Enumerable.Range(0, random.Next(1, 60)).Select(i => Some(random, $"p{random.Next(providers)}", $"m{i}")).ToList();
            var fallbacks = Enumerable.Range(0, random.Next(4)).Select(i => Some(random, $"f{i}", "m")).ToList();
            var alias = new ModelAlias("any", AliasStrategy.Auto, [.. targets.Select(model => new AliasTarget(model, 1))], fallbacks);
            var catalog = Snapshot([.. targets, .. fallbacks], aliases: [alias], policy: new RoutingPolicy { Explore = random.Next(2) * 0.5, TieBand = random.NextDouble() * 0.2 });
            var bench = new RouterBench(round);
            foreach (var model in targets.Concat(fallbacks).Where(_ => random.Next(6) == 0))
            {
                bench.Kill(catalog, model.Id);
            }

            bench.Room.Fill([.. Enumerable.Range(0, providers).Where(_ => random.Next(8) == 0).Select(i => $"p{i}")]);

            var exchange = bench.Ask(catalog, "any");
            if (bench.Decider.Decide(exchange, "any", asksRules: true) is not null)
            {
                continue;
            }

            var decision = exchange.Decision!;
            Check(decision, catalog, targets.Count, $"round {round}");
            exchange.Candidates.Select(candidate => candidate.Model.Id).ShouldBe([decision.Chosen!, .. decision.Chain], $"round {round}");
        }
    }

    /// <summary>Property: of as many as good, with as much load, each is drawn as often, and so is each that is explored.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_draw_is_even(double explore)
    {
        const int models = 10, draws = 20_000;
        var catalog = Snapshot([.. Enumerable.Range(0, models).Select(i => Model($"p{i % 3}", $"m{i}"))], policy: new RoutingPolicy { Explore = explore });
        var bench = new RouterBench(3);
        var drawn = Enumerable.Range(0, draws).GroupBy(_ => bench.Decide(catalog).Chosen!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

        drawn.Count.ShouldBe(models);
        // Five standard deviations either way; the dice are the same each time.
        drawn.Values.ShouldAllBe(count => Math.Abs(count - (draws / models)) < 5 * Math.Sqrt(draws / models));
    }

    [Theory]
    [InlineData(AliasStrategy.Fixed)]
    [InlineData(AliasStrategy.Weighted)]
    [InlineData(AliasStrategy.Auto)]
    public void A_target_written_twice_is_one(AliasStrategy strategy)
    {
        var (one, other) = (Model("a", "m"), Model("b", "m"));
        var alias = new ModelAlias("any", strategy, [new AliasTarget(one, 1), new AliasTarget(one, 1), new AliasTarget(other, 0)], []);

        var decision = new RouterBench().Decide(Snapshot([one, other], aliases: [alias], policy: new RoutingPolicy { Explore = 0, TieBand = 0 }), "any");

        decision.Considered.Select(candidate => candidate.Model).ShouldBe(["a/m", "b/m"]);
        (decision.Chosen, decision.Chain.Single()).ShouldBe(("a/m", "b/m"));
    }

    [Fact]
    public void What_is_told_later_is_what_was_decided()
    {
        var cache = AskNeeds.Streaming | AskNeeds.PromptCache;
        var catalog = Snapshot([Model("a", "m", 1, can: cache), Model("b", "m", 1.05m, can: cache), Model("c", "blind", 2, context: 500), Model("d", "down", 3)]);
        var bench = new RouterBench();
        bench.Kill(catalog, "d/down");
        var talk = new Composition { ConversationId = Guid.CreateVersion7(bench.Clock.GetUtcNow()) };
        bench.Affinity.Note(AffinityTable.KeyOf(bench.Ask(catalog, composed: talk)), "b/m");
        var decision = bench.Decide(bench.Ask(catalog, composed: talk));
        RouteCandidate[] told = [.. decision.Considered];
        string[] chain = [.. decision.Chain];
        told.Select(one => one.Reason).ShouldBe([null, null, "has a window of 500 tokens, and about 1003 + 4096 are needed", "is down"]);
        told[1].Affinity.ShouldBeGreaterThan(0);

        bench.Kill(catalog, "a/m");
        bench.Health.Reset("d", "d/down");
        bench.Room.Fill("b");
        bench.Vitals.Of(catalog.Models["b/m"]).AddCached(1);
        bench.Affinity.Note(AffinityTable.KeyOf(bench.Ask(catalog, composed: talk)), "a/m");
        for (var i = 0; i < 500; i++)
        {
            bench.Learning.Began(new Attempt(1, new Candidate(catalog.Models["a/m"]), bench.Clock.GetUtcNow(), 1), TimeSpan.FromSeconds(30));
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        bench.Decide(bench.Ask(catalog, composed: talk)).Considered[0].ShouldNotBe(told[0]);
        decision.Considered.ShouldBe(told);
        decision.Chain.ShouldBe(chain);
    }

    private static ModelEntry Some(Random random, string provider, string name) =>
        Model(provider, name, random.Next(5) == 0 ? 1 : random.Next(2_000) / 100m, random.NextDouble(), 10 + random.Next(3_000), 1 + random.Next(60), context: random.Next(10) == 0 ? 500 : 100_000);

    private static void Check(RouteDecision decision, CatalogSnapshot catalog, int targets, string round)
    {
        var (policy, seen) = (catalog.Routing, decision.Considered);
        bool Lives(RouteCandidate one) => one is { IsFull: false, Gate: not CandidateGate.Open } && one.Reason is null;
        var living = seen.Take(targets).Where(Lives).ToList();
        var (cost, time) = (Middle(living.Select(one => (double)one.CostNanoUsd!)), Middle(living.Select(one => one.LatencyMs)));
        foreach (var one in seen)
        {
            double? utility = living.Contains(one)
                ? (policy.CostWeight * Median.Worth((double)one.CostNanoUsd!, cost)) + (policy.LatencyWeight * Median.Worth(one.LatencyMs, time)) + (policy.QualityWeight * one.Quality)
                : null;
            (one.Utility is null).ShouldBe(utility is null, round);
            one.Utility.GetValueOrDefault().ShouldBe(utility.GetValueOrDefault(), 1e-9, round);
        }

        var chosen = living.Where(one => one.Model == decision.Chosen).ToList();
        var others = living.Except(chosen).OrderByDescending(one => one.Utility).ToList();
        var firsts = chosen.Concat(others).DistinctBy(one => ProviderOf(one.Model)).ToList();
        var weighed = firsts.Concat(others.Except(firsts)).Take(MostWeighed);
        var full = seen.Where(one => one is { IsFull: true });
        var open = seen.Where(one => one is { Reason: "is down" });
        weighed.Concat(seen.Skip(targets).Where(Lives)).Concat(full).Concat(open).Select(one => one.Model).ShouldBe([decision.Chosen!, .. decision.Chain], round);
        if (chosen.Count > 0 && decision.Draw is "best" or "tie")
        {
            chosen[0].Utility!.Value.ShouldBeGreaterThanOrEqualTo(living.Max(one => one.Utility!.Value) - policy.TieBand, round);
        }
    }

    private static string ProviderOf(string model) => model[..model.IndexOf('/', StringComparison.Ordinal)];

    private static double Middle(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
