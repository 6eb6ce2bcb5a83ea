using Banyan.Gateway.Spine;
using Banyan.Wire;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>What is required of a model in so many words is never passed over, other than what an ask only shows.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData(AskNeeds.Reasoning, "lacks reasoning")]
    [InlineData(AskNeeds.ParallelTools, "lacks paralleltools")]
    [InlineData(AskNeeds.PromptCache, "lacks promptcache")]
    [InlineData(AskNeeds.Streaming, "lacks streaming")]
    [InlineData(AskNeeds.Vision, "lacks vision")]
    public void A_required_capability_is_never_passed_over(AskNeeds needs, string reason)
    {
        var catalog = Snapshot([Model("a", "plain", 0.01m, can: AskNeeds.Tools), Model("b", "able", 50, can: AskNeeds.Tools | needs)]);
        var bench = new RouterBench();

        var decision = bench.Decide(Asked(bench, catalog, "auto", needs));

        decision.Chosen.ShouldBe("b/able");
        decision.Considered.Single(one => one.Model == "a/plain").Reason.ShouldBe(reason);
        var bound = Asked(bench, catalog, "a/plain", needs);
        bench.Decider.Decide(bound, "a/plain", asksRules: true)!.Code.ShouldBe("no_capable_model");
    }

    [Theory]
    [InlineData(AskNeeds.Reasoning)]
    [InlineData(AskNeeds.Streaming)]
    public void What_an_ask_only_shows_is_dropped_where_a_model_lacks_it(AskNeeds needs)
    {
        var catalog = Snapshot([Model("a", "plain", can: AskNeeds.Tools)]);
        var bench = new RouterBench();
        bench.Decide(bench.Ask(catalog, lens: new AskLens { Model = "auto", TextBytes = 400, Needs = needs })).Chosen.ShouldBe("a/plain");
    }

    [Fact]
    public void A_least_window_holds_however_short_the_ask_is()
    {
        var catalog = Snapshot([Model("a", "small", 0.01m, context: 31_999), Model("b", "large", 50, context: 32_000)]);
        var bench = new RouterBench();

        var decision = bench.Decide(Asked(bench, catalog, "auto", AskNeeds.None, 32_000));

        decision.Chosen.ShouldBe("b/large");
        decision.Considered.Single(one => one.Model == "a/small").Reason.ShouldBe("has a window of 31999 tokens, and 32000 are required");
        var failure = bench.Decider.Decide(Asked(bench, catalog, "a/small", AskNeeds.None, 32_000), "a/small", asksRules: true)!;
        (failure.Code, failure.HttpStatus).ShouldBe(("no_capable_model", 422));
    }

    [Fact]
    public void The_later_calls_of_a_tool_loop_go_to_no_lesser_model()
    {
        var bench = new RouterBench();
        var catalog = Snapshot([Model("a", "plain")]);
        var first = Asked(bench, catalog, "auto", AskNeeds.Vision, 9_000);
        var next = first.Follow(first.Ask, bench.Clock);
        (next.Requires, next.LeastContext).ShouldBe((AskNeeds.Vision, 9_000));
    }

    [Fact]
    public void A_provider_whose_keys_are_all_other_services_says_so_and_is_not_asked()
    {
        var owned = Model("a", "m", 0.01m);
        owned = owned with { Provider = owned.Provider with { Keys = [new ProviderKey("theirs", new Secret("s"), 1, ["payroll"])] } };
        var catalog = Snapshot([owned, Model("b", "m", 50)]);
        var bench = new RouterBench();

        var decision = bench.Decide(bench.Ask(catalog));

        (decision.Chosen, decision.Chain.Count).ShouldBe(("b/m", 0));
        decision.Considered.Single(one => one.Model == "a/m").Reason.ShouldBe("has no key for this service");
        var (_, failure) = bench.Decider.Explain(bench.Ask(catalog, "a/m"));
        (failure!.Code, failure.HttpStatus).ShouldBe(("no_capable_model", 422));
        failure.Message.ShouldContain("a/m has no key for this service");
        bench.Decide(bench.Ask(catalog, "a/m", caller: new Caller { Tenant = "default", Service = "payroll", KeyId = "k", Grants = Grants.All })).Chosen.ShouldBe("a/m");
    }

    private static Exchange Asked(RouterBench bench, CatalogSnapshot catalog, string model, AskNeeds requires, int context = 0) => bench.Ask(catalog, model, requires: requires, leastContext: context);
}
