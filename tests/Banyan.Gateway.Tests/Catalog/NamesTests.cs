using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class NamesTests
{
    private const string TwoLabs = """
        providers:
          near: { type: vllm, priority: 10 }
          far: { type: vllm, priority: 20 }
          keyless: { type: openai, priority: 1 }
        models:
          near/llama: {}
          far/llama: {}
          far/qwen: { can: [streaming, tools] }
          near/off: { status: disabled }

        """;

    [Fact]
    public void A_bare_name_means_the_best_provider_first()
    {
        var snapshot = Config.Snapshot(TwoLabs);

        snapshot.ModelsByName["llama"].Select(model => model.Id).ShouldBe(["near/llama", "far/llama"]);
        snapshot.ModelsByName["gpt-4o"].ShouldHaveSingleItem().Provider.IsConfigured.ShouldBeFalse();
    }

    [Fact]
    public void A_bare_name_in_a_weighted_alias_gives_the_whole_share_to_the_best()
    {
        var alias = Config.Snapshot(TwoLabs + "aliases: { a: { strategy: weighted, targets: [{ model: llama, weight: 3 }, { model: far/qwen, weight: 1 }] } }").Aliases["a"];

        Shares(alias).ShouldBe([("near/llama", 3), ("far/llama", 0), ("far/qwen", 1)]);
    }

    [Fact]
    public void An_alias_inside_another_divides_the_share_it_was_given()
    {
        var alias = Config.Snapshot(TwoLabs + """
            aliases:
              inner: { strategy: weighted, targets: [{ model: near/llama, weight: 1 }, { model: far/llama, weight: 2 }] }
              outer: { strategy: weighted, targets: [{ model: inner, weight: 60 }, { model: far/qwen, weight: 40 }] }
            """).Aliases["outer"];

        Shares(alias).ShouldBe([("near/llama", 1), ("far/llama", 2), ("far/qwen", 2)]);
    }

    [Fact]
    public void A_model_reached_twice_has_the_sum()
    {
        var alias = Config.Snapshot(TwoLabs + "aliases: { a: { strategy: weighted, targets: [{ model: far/qwen, weight: 1 }, near/llama, { model: far/qwen, weight: 2 }] } }").Aliases["a"];

        Shares(alias).ShouldBe([("far/qwen", 3), ("near/llama", 1)]);
    }

    [Fact]
    public void The_star_means_every_active_model_of_usable_providers()
    {
        var alias = Config.Snapshot(TwoLabs + "aliases: { all: { strategy: auto, targets: \"*\" } }").Aliases["all"];

        alias.Targets.Select(target => target.Model.Id).ShouldBe(["near/llama", "far/llama", "far/qwen"]);
        alias.Strategy.ShouldBe(AliasStrategy.Auto);
    }

    [Fact]
    public void Circles_are_named_whole()
    {
        var loaded = Config.Load(TwoLabs + "aliases: { a: { targets: [b] }, b: { targets: [c] }, c: { targets: [a] } }");

        loaded.Problems.Where(problem => problem.Code == "CFG031").Select(problem => problem.Message).ShouldContain(message => message.Contains("b -> c -> a -> b"));
        Config.Load("aliases: { a: { targets: [a] } }").Problems.ShouldHaveSingleItem().Code.ShouldBe("CFG031");
    }

    [Fact]
    public void An_undeclared_model_is_made_for_a_known_provider()
    {
        var snapshot = Config.Snapshot(TwoLabs + "aliases: { a: { targets: [near/org/some-model] } }");

        snapshot.Aliases["a"].Targets.ShouldHaveSingleItem().Model.ShouldSatisfyAllConditions(
            model => model.Id.ShouldBe("near/org/some-model"),
            model => model.IsDeclared.ShouldBeFalse(),
            model => model.Prices.ShouldHaveSingleItem().IsFree.ShouldBeTrue("the lab is internal"));
        snapshot.FindOrMake("keyless", "gpt-99")!.Prices.ShouldBeEmpty("its price is not known");
        snapshot.FindOrMake("keyless", "gpt-4o").ShouldBeSameAs(snapshot.Models["keyless/gpt-4o"]);
        snapshot.FindOrMake("nobody", "x").ShouldBeNull();
        snapshot.FindOrMake("near", "").ShouldBeNull();
    }

    [Fact]
    public void A_provider_of_another_name_has_the_models_of_its_type_and_entries_win_setting_by_setting()
    {
        var snapshot = Config.Snapshot(TwoLabs + "  keyless/gpt-4o: { quality: 0.1 }");

        var model = snapshot.Models["keyless/gpt-4o"];
        model.Quality.ShouldBe(0.1);
        model.Context.ShouldBe(128_000);
        model.Prices.ShouldHaveSingleItem().PerMillion.Input.ShouldBe(2.50m);
    }

    [Fact]
    public void A_model_without_a_price_is_free_inside_and_unpriced_outside()
    {
        var snapshot = Config.Snapshot("providers: { o: { type: ollama }, x: { type: vllm, trust: external } }\nmodels: { o/m: {}, x/m: {}, x/free: { price: free } }");

        snapshot.Models["o/m"].Prices.ShouldHaveSingleItem().IsFree.ShouldBeTrue();
        snapshot.Models["x/m"].Prices.ShouldBeEmpty();
        snapshot.Models["x/free"].Prices.ShouldHaveSingleItem().IsFree.ShouldBeTrue();
    }

    [Fact]
    public void A_price_row_changes_its_id_with_the_price_and_not_with_its_order()
    {
        string Id(string price) => Config.Snapshot($"providers: {{ lab: {{ type: vllm }} }}\nmodels: {{ lab/m: {{ price: {price} }} }}").Models["lab/m"].Prices[0].Id;

        Id("{ input: 1, output: 2 }").ShouldBe(Id("{ output: 2.0, input: 1 }"));
        Id("{ input: 1, output: 2 }").ShouldNotBe(Id("{ input: 1, output: 3 }"));
    }

    [Fact]
    public void The_short_timeout_sets_first_token_and_idle_and_defaults_give_way()
    {
        var timeouts = Config.Snapshot("providers: { lab: { type: vllm, timeout: 3s, timeouts: { total: 60s } } }").Providers["lab"].Timeouts;

        timeouts.ShouldBe(new ProviderTimeouts
        {
            Connect = TimeSpan.FromSeconds(3),
            FirstToken = TimeSpan.FromSeconds(3),
            FirstTokenReasoning = TimeSpan.FromSeconds(60),
            Idle = TimeSpan.FromSeconds(3),
            Total = TimeSpan.FromSeconds(60),
        });
        Config.Snapshot("server: { requestTimeout: 20s }\nproviders: { lab: { type: vllm } }").Providers["lab"].Timeouts.Total.ShouldBe(TimeSpan.FromSeconds(20));
    }

    private static List<(string, int)> Shares(ModelAlias alias) => [.. alias.Targets.Select(target => (target.Model.Id, target.Weight))];
}
