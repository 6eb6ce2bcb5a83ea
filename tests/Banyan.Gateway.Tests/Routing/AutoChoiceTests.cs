using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>What <c>auto</c> chooses.</summary>
public sealed class AutoChoiceTests
{
    [Fact]
    public void Utility_is_cost_latency_and_quality_beside_the_medians()
    {
        var catalog = Snapshot([Model("a", "dear", 10, 0.9), Model("b", "middle", 1, 0.6), Model("c", "cheap", 0.1m, 0.3)]);

        var decision = new RouterBench().Decide(catalog);

        decision.Chosen.ShouldBe("c/cheap");
        decision.Draw.ShouldBe("best");
        decision.Chain.ShouldBe(["b/middle", "a/dear"]);
        var middle = decision.Considered.Single(one => one.Model == "b/middle");
        // A good 1,000 tokens in and 256 out, as long as nothing was learnt: the median's cost and latency are worth a half each.
        middle.CostNanoUsd.ShouldBe((Estimator.InputTokens(4_000, 0) * 1_000) + (256 * 4_000));
        middle.LatencyMs.ShouldBe(1_000 + (256 * 20), 0.001);
        middle.Utility!.Value.ShouldBe((0.5 * 0.5) + (0.3 * 0.5) + (0.2 * 0.6), 1e-9);
        decision.Considered.Single(one => one.Model == "c/cheap").Utility!.Value.ShouldBe((0.5 / 1.1) + 0.15 + 0.06, 1e-6);
        (decision.EstimatedTokens, decision.OutputReserve, decision.CatalogVersion).ShouldBe((Estimator.InputTokens(4_000, 0), 4_096, 3));
    }

    [Fact]
    public void A_median_of_nothing_gives_all_to_those_that_cost_nothing()
    {
        var decision = new RouterBench().Decide(Snapshot([Model("a", "free", 0), Model("b", "free", 0), Model("c", "paid", 0.01m)]));

        decision.Considered.Single(one => one.Model == "c/paid").Utility!.Value.ShouldBe(0.15 + 0.1, 1e-9);
        decision.Considered.Single(one => one.Model == "a/free").Utility!.Value.ShouldBe(0.5 + 0.15 + 0.1, 1e-9);
    }

    [Fact]
    public void One_at_its_rate_limit_is_asked_after_all_that_have_room_and_before_those_that_are_down()
    {
        var bench = new RouterBench();
        bench.Room.Fill("c");

        var decision = bench.Decide(Snapshot([Model("a", "dear", 10, 0.9), Model("b", "middle", 1, 0.6), Model("c", "cheap", 0.1m, 0.3)]));

        decision.Chosen.ShouldBe("b/middle");
        decision.Chain.ShouldBe(["a/dear", "c/cheap"]);
        var full = decision.Considered.Single(one => one.Model == "c/cheap");
        (full.IsFull, full.Reason, full.Utility).ShouldBe((true, "is at its rate limit", null));
    }

    /// <summary>Property: whatever the figures and whichever circuits are open, none of those is first while another lives.</summary>
    [Fact]
    public void A_dead_cheap_quick_provider_never_wins()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 500; round++)
        {
            var models = Enumerable.Range(0, random.Next(2, 30))
                .Select(i => Model($"p{i % random.Next(1, 8)}", $"m{i}", (decimal)Math.Round(random.NextDouble() * 20, 3), random.NextDouble(), 10 + random.Next(3_000), 1 + random.Next(60)))
                .ToList();
            models.Add(Model("dead", "bargain", 0, 1, 1, 0.1));
            var catalog = Snapshot(models, policy: new RoutingPolicy { Explore = 0.3 });
            var bench = new RouterBench(round);
            bench.Kill(catalog, "dead/bargain");
            foreach (var model in models.SkipLast(1).Where(_ => random.Next(3) == 0))
            {
                bench.Kill(catalog, model.Id);
            }

            bench.Learning.Began(new Attempt(1, new Candidate(catalog.Models["dead/bargain"]), bench.Clock.GetUtcNow(), 1), TimeSpan.FromMilliseconds(1));
            var decision = bench.Decide(catalog);
            var gates = decision.Considered.ToDictionary(one => one.Model, one => one.Gate, StringComparer.Ordinal);
            if (gates.Values.Any(gate => gate == CandidateGate.Closed))
            {
                gates[decision.Chosen!].ShouldBe(CandidateGate.Closed, $"round {round}");
            }

            decision.Considered.Single(one => one.Model == "dead/bargain").Utility.ShouldBeNull();
        }
    }

    [Fact]
    public void As_good_ones_are_drawn_by_load_and_nobody_herds()
    {
        var catalog = Snapshot([.. Enumerable.Range(0, 8).Select(i => Model($"p{i}", "m", 1m + (i * 0.01m)))]);
        var nodes = new[] { new RouterBench(1), new RouterBench(2) };
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var caller = 0; caller < 100; caller++)
        {
            var node = nodes[caller % 2];
            var exchange = node.Ask(catalog);
            var decision = node.Decide(exchange);
            decision.Draw.ShouldBe("tie");
            drawn[decision.Chosen!] = drawn.GetValueOrDefault(decision.Chosen!) + 1;
            node.Health.TryEnter(exchange.Candidates[0], catalog).ShouldBeTrue();
        }

        drawn.Count.ShouldBe(8);
        drawn.Values.Max().ShouldBeLessThan(20, "100 callers over 8 as good: 12 or 13 each if it were even");
    }

    [Fact]
    public void A_share_goes_to_another_to_learn()
    {
        var catalog = Snapshot([Model("a", "cheap", 0.1m), Model("b", "dear", 10), Model("c", "dear", 10)], policy: new RoutingPolicy { Explore = 0.01 });
        var bench = new RouterBench();
        var explored = Enumerable.Range(0, 20_000).Select(_ => bench.Decide(catalog)).Where(decision => decision.Draw == "explore").ToList();

        explored.Count.ShouldBeInRange(150, 250);
        explored.ShouldAllBe(decision => decision.Chosen != "a/cheap");
        explored.Select(decision => decision.Chosen).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Priority_of_providers_comes_first_where_a_bare_name_has_several()
    {
        var catalog = Snapshot([Model("far", "llama", 0.1m, priority: 50), Model("near", "llama", 5, priority: 10), Model("near2", "llama", 1, priority: 10)]);

        var decision = new RouterBench().Decide(catalog, "llama");

        decision.Chosen.ShouldBe("near2/llama");
        decision.Chain.ShouldBe(["near/llama", "far/llama"]);
        decision.ResolvedBy.ShouldBe("model");
    }

    [Fact]
    public void The_chain_takes_other_providers_first()
    {
        var catalog = Snapshot([Model("a", "one", 0.1m), Model("a", "two", 0.2m), Model("b", "three", 9)]);

        new RouterBench().Decide(catalog).Chain[0].ShouldBe("b/three");
    }

    [Fact]
    public void A_warm_prompt_cache_keeps_a_conversation_where_it_is()
    {
        var cache = AskNeeds.Streaming | AskNeeds.PromptCache;
        var catalog = Snapshot([Model("a", "m", 1, can: cache), Model("b", "m", 1.05m, can: cache)]);
        var bench = new RouterBench();
        var talk = new Composition { ConversationId = Guid.CreateVersion7(bench.Clock.GetUtcNow()) };
        var lens = new AskLens { Model = "auto", TextBytes = 40_000, Streams = true };
        bench.Affinity.Note(AffinityTable.KeyOf(bench.Ask(catalog, lens: lens, composed: talk)), "b/m");

        var warm = bench.Decide(bench.Ask(catalog, lens: lens, composed: talk));
        warm.Chosen.ShouldBe("b/m");
        warm.Considered.Single(one => one.Model == "b/m").Affinity.ShouldBeInRange(0.01, 0.15);
        bench.Kill(catalog, "b/m");
        bench.Decide(bench.Ask(catalog, lens: lens, composed: talk)).Chosen.ShouldBe("a/m");
    }

    [Fact]
    public void A_warm_cache_is_forgotten_after_its_time()
    {
        var catalog = Snapshot([Model("a", "m", 1, can: AskNeeds.PromptCache), Model("b", "m", 1.5m, can: AskNeeds.PromptCache)]);
        var bench = new RouterBench();
        var talk = new Composition { ConversationId = Guid.CreateVersion7(bench.Clock.GetUtcNow()) };
        bench.Affinity.Note(AffinityTable.KeyOf(bench.Ask(catalog, composed: talk)), "b/m");
        bench.Clock.Advance(TimeSpan.FromMinutes(31));

        bench.Decide(bench.Ask(catalog, composed: talk)).Considered.ShouldAllBe(one => one.Affinity == 0);
    }

    [Fact]
    public async Task Answers_judged_worse_than_the_best_single_models_bring_that_one_back()
    {
        var catalog = Snapshot([Model("a", "cheap", 0.1m, 0.5), Model("b", "good", 5, 0.9)]);
        var bench = new RouterBench();
        for (var i = 0; i < 40; i++)
        {
            var id = Guid.CreateVersion7(bench.Clock.GetUtcNow());
            bench.Recent.Note(id, new RecentAnswer("default", "a/cheap", "", "auto"));
            await bench.Judge.JudgedAsync("default", id, 0.2, CancellationToken.None);
            if (i == 28)
            {
                bench.Decide(catalog).Chosen.ShouldBe("a/cheap", "nothing is said before thirty were judged");
            }
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        var decision = bench.Decide(catalog);
        decision.Chosen.ShouldBe("b/good");
        decision.Draw.ShouldBe("guard");
        decision.Note!.ShouldContain("b/good alone at 0.8");
    }

    [Fact]
    public async Task Quality_of_a_kind_of_prompt_moves_its_own_asks_within_a_second()
    {
        var catalog = Snapshot([Model("a", "m", 1, 0.8), Model("b", "m", 1.1m, 0.8)], policy: new RoutingPolicy { Explore = 0, TieBand = 0 });
        var (bench, code) = (new RouterBench(), new PromptUse(Guid.Empty, Guid.Empty, "fix-code", 1) { Category = "code" });
        double Quality(PromptUse? prompt) => bench.Decide(bench.Ask(catalog, prompt: prompt)).Considered.Single(one => one.Model == "a/m").Quality;
        Quality(code).ShouldBe(0.8, 1e-9);
        for (var i = 0; i < 50; i++)
        {
            var id = Guid.CreateVersion7(bench.Clock.GetUtcNow());
            bench.Recent.Note(id, new RecentAnswer("default", "a/m", "code", null));
            await bench.Judge.JudgedAsync("default", id, 0, CancellationToken.None);
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(1.1));
        // Fifty judgements against as many of the catalogue's: halved for all asks, and once more for those of the kind.
        Quality(code).ShouldBe(0.2, 1e-4);
        Quality(null).ShouldBe(0.4, 1e-4);
        bench.Decide(bench.Ask(catalog, prompt: code)).Chosen.ShouldBe("b/m");
    }

    [Fact]
    public void A_provider_whose_keys_all_rest_is_left_alone()
    {
        var resting = Model("a", "m", 0.1m);
        resting = resting with { Provider = resting.Provider with { Keys = [new ProviderKey("one", new Secret("s"), 1, [])] } };
        var catalog = Snapshot([resting, Model("b", "m", 5)]);
        var bench = new RouterBench();
        var (provider, key) = (catalog.Providers["a"], catalog.Providers["a"].Keys[0]);
        bench.Keys.Enter(provider, key);
        bench.Keys.Exit(provider, key, new Failure(FailureKind.RateLimited, "provider_rate_limited", "429") { RetryAfter = TimeSpan.FromSeconds(20) });

        bench.Decide(catalog).Chosen.ShouldBe("b/m");
        bench.Clock.Advance(TimeSpan.FromSeconds(21));
        bench.Decide(catalog).Chosen.ShouldBe("a/m");
    }

    [Fact]
    public void What_is_left_out_says_what_it_lacks()
    {
        var catalog = Snapshot([Model("a", "small", context: 500), Model("b", "blind"), Model("c", "eyes", can: AskNeeds.Vision)]);
        var bench = new RouterBench();
        var decision = bench.Decide(bench.Ask(catalog, lens: new AskLens { Model = "auto", TextBytes = 4_000, Needs = AskNeeds.Vision }));

        decision.Chosen.ShouldBe("c/eyes");
        decision.Considered.ToDictionary(one => one.Model, one => one.Reason).ShouldBe(
            new Dictionary<string, string?>
            {
                ["a/small"] = "lacks vision",
                ["b/blind"] = "lacks vision",
                ["c/eyes"] = null,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_wish_over_GraphQL_that_cannot_answer_leaves_it_to_the_router()
    {
        var catalog = Snapshot([Model("a", "small", context: 500), Model("b", "large")]);
        var bench = new RouterBench();

        var wished = bench.Ask(catalog, "a/small", door: "graphql");
        bench.Decide(wished).Chosen.ShouldBe("b/large");
        wished.Decision!.Note!.ShouldContain("a/small can't answer");
        var bound = bench.Ask(catalog, "a/small");
        bench.Decider.Decide(bound, "a/small", asksRules: true)!.Code.ShouldBe("context_length_exceeded");
    }
}
