using System.Text.Json;
using Banyan.Gateway.Catalog.Checks;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>Rules: what they may ask, which one is obeyed, and what is said of the others.</summary>
public sealed class RuleTests
{
    private static readonly ModelEntry[] Models = [Model("a", "cheap", 0.1m), Model("b", "good", 5), Model("c", "small", 0.2m, context: 500)];

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"service": {"eq": "billing"}}""", true)]
    [InlineData("""{"service": {"eq": "Billing"}}""", true)]
    [InlineData("""{"service": {"ne": "billing"}}""", false)]
    [InlineData("""{"team": {"ne": "red"}}""", true)]
    [InlineData("""{"team": {"eq": "red"}}""", false)]
    [InlineData("""{"team": {"exists": false}}""", true)]
    [InlineData("""{"user": {"prefix": "ada@"}}""", true)]
    [InlineData("""{"user": {"contains": "shop"}}""", true)]
    [InlineData("""{"feature": {"in": ["digest", "summaries"]}}""", true)]
    [InlineData("""{"feature": {"notIn": ["digest", "summaries"]}}""", false)]
    [InlineData("""{"tags.beta": {"exists": true}}""", true)]
    [InlineData("""{"tags.ring": {"eq": "canary"}}""", true)]
    [InlineData("""{"door": {"eq": "openai-chat"}, "operation": {"eq": "chat"}}""", true)]
    [InlineData("""{"requestedModel": {"eq": "auto"}}""", true)]
    [InlineData("""{"promptName": {"eq": "fix-code"}, "promptCategory": {"eq": "code"}}""", true)]
    [InlineData("""{"estimatedInputTokens": {"lt": 1000}}""", false)]
    [InlineData("""{"estimated_input-tokens": {"lte": 1010, "gte": 1000}}""", true)]
    [InlineData("""{"estimatedInputTokens": {"gt": 999}}""", true)]
    [InlineData("""{"maxTokens": {"eq": 700}}""", true)]
    [InlineData("""{"maxTokens": {"in": [1, 700]}}""", true)]
    [InlineData("""{"stream": {"eq": true}, "hasTools": {"eq": false}, "hasImages": {"ne": true}, "needsJsonSchema": {"eq": true}}""", true)]
    [InlineData("""{"requiresAccuracy": {"eq": true}}""", true)]
    [InlineData("""{"metadata.tier": {"eq": "gold"}}""", true)]
    [InlineData("""{"metadata.score": {"gt": 3.5}}""", true)]
    [InlineData("""{"metadata.lost": {"exists": true}}""", false)]
    [InlineData("""{"hour": {"gte": 12, "lt": 13}, "weekday": {"eq": "saturday"}}""", true)]
    [InlineData("""{"budgetRemaining": {"lt": 2}}""", true)]
    [InlineData("""{"all": [{"service": {"eq": "billing"}}, {"not": {"feature": {"eq": "chat"}}}]}""", true)]
    [InlineData("""{"any": [{"service": {"eq": "other"}}, {"hour": {"eq": "12"}}]}""", true)]
    [InlineData("""{"any": [{"service": {"eq": "other"}}, {"hour": {"eq": 13}}]}""", false)]
    public void A_condition_holds_or_not(string when, bool holds)
    {
        var bench = new RouterBench();
        var catalog = Snapshot(Models, [Rule("one", "b/good", when)]);
        var caller = new Caller { Tenant = "default", Service = "billing", KeyId = "Ab12Cd34", Grants = Grants.All, User = "ada@shop.example", Feature = "digest" };
        var told = bench.Ask(catalog, caller: caller);
        told.BudgetLeftNanoUsd = 1_500_000_000;
        bench.Learning.Ended(told, new Attempt(1, new Candidate(Models[0]), bench.Clock.GetUtcNow(), 1));
        var exchange = bench.Ask(
            catalog,
            lens: new AskLens { Model = "auto", TextBytes = 4_000, MaxOutputTokens = 700, Streams = true, Needs = AskNeeds.JsonSchema },
            caller: caller,
            composed: new Composition { Tags = ["beta", "ring=canary"], Metadata = """{"requiresAccuracy": true, "tier": "gold", "score": 4}""" },
            prompt: new PromptUse(Guid.Empty, Guid.Empty, "fix-code", 1) { Category = "code" });

        bench.Decider.Decide(exchange, "auto", asksRules: true);
        (exchange.Decision!.Rules.Count == 1).ShouldBe(holds);
    }

    [Fact]
    public void Metadata_is_read_from_the_body_of_an_ask_that_came_as_it_is()
    {
        var bench = new RouterBench();
        var catalog = Snapshot(Models, [Rule("one", "b/good", """{"metadata.tier": {"eq": "gold"}}""")]);

        bench.Decide(bench.Ask(catalog, body: """{"model": "auto", "messages": [{"metadata": {}}], "metadata": {"tier": "gold"}}""")).Rule.ShouldBe("one");
        bench.Decide(bench.Ask(catalog, body: """{"model": "auto", "x": {"metadata": {"tier": "gold"}}}""")).Rule.ShouldBeNull();
        bench.Decide(bench.Ask(catalog, body: """{"metadata": [1]}""")).Rule.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[]""", "an object is wanted")]
    [InlineData("""{"planet": {"eq": "earth"}}""", "there is no field 'planet'")]
    [InlineData("""{"hour": {"near": 3}}""", "there is no comparison 'near'")]
    [InlineData("""{"hour": {"eq": "noon"}}""", "a number is wanted")]
    [InlineData("""{"hour": {"prefix": "1"}}""", "a number has no such comparison")]
    [InlineData("""{"stream": {"eq": "perhaps"}}""", "true or false is wanted")]
    [InlineData("""{"feature": {"in": "digest"}}""", "a list of one to 1000 values is wanted")]
    [InlineData("""{"feature": {"eq": ["digest"]}}""", "one text, number, true or false is wanted")]
    [InlineData("""{"feature": {}}""", "comparisons are wanted")]
    [InlineData("""{"any": []}""", "a list of one to 100 conditions is wanted")]
    public void What_is_no_condition_is_told(string when, string says) =>
        Should.Throw<FormatException>(() => ConditionCompiler.Compile(JsonDocument.Parse(when).RootElement)).Message.ShouldContain(says);

    [Fact]
    public void The_first_by_priority_and_then_by_age_is_obeyed()
    {
        var catalog = Snapshot(Models, [Rule("late", "c/small", priority: 5), Rule("first", "b/good", priority: 5), Rule("low", "a/cheap", priority: 9, shadow: true)]);
        var bench = new RouterBench();

        var decision = bench.Decide(bench.Ask(catalog, lens: new AskLens { Model = "auto", TextBytes = 40, MaxOutputTokens = 50 }));
        decision.Rules.Select(match => (match.Rule, match.Outcome)).ShouldBe([("low", "shadow"), ("late", "obeyed")]);
        decision.Rule.ShouldBe("late");
        decision.Chosen.ShouldBe("c/small");
    }

    [Fact]
    public void A_rule_never_forces_a_dead_or_unfit_model_and_says_why()
    {
        var catalog = Snapshot(Models, [Rule("unfit", "c/small", priority: 9), Rule("dead", "b/good", priority: 8), Rule("lost", "nobody/knows", priority: 7), Rule("shadow", "b/good", priority: 6, shadow: true)]);
        var bench = new RouterBench();
        bench.Kill(catalog, "b/good");

        var decision = bench.Decide(catalog);
        decision.Chosen.ShouldBe("a/cheap");
        decision.Rule.ShouldBeNull();
        decision.Rules.Select(match => (match.Rule, match.Outcome)).ShouldBe([("unfit", "skipped"), ("dead", "skipped"), ("lost", "skipped"), ("shadow", "shadow")]);
        decision.Rules[0].Reason!.ShouldContain("c/small has a window of 500 tokens");
        decision.Rules[1].Reason.ShouldBe("b/good is down");
        decision.Rules[2].Reason.ShouldBe("nobody/knows stands for nothing");
    }

    [Fact]
    public void An_ask_that_names_a_model_is_left_alone_unless_the_rule_asks_which()
    {
        var bench = new RouterBench();
        var blind = Snapshot(Models, [Rule("all", "b/good")]);
        bench.Decide(blind, "a/cheap").Chosen.ShouldBe("a/cheap");
        bench.Decide(blind, "auto").Chosen.ShouldBe("b/good");
        bench.Decide(bench.Ask(blind, "a/cheap", door: "graphql")).Chosen.ShouldBe("b/good");
        bench.Decide(Snapshot(Models, [Rule("this", "b/good", """{"requestedModel": {"prefix": "a/"}}""")]), "a/cheap").Chosen.ShouldBe("b/good");
    }

    [Fact]
    public void Fallbacks_of_a_rule_come_after_its_target()
    {
        var bench = new RouterBench();
        var catalog = Snapshot(Models, [Rule("one", "b/good") with { Fallbacks = ["a/cheap"] }]);

        bench.Decide(catalog).Chain.ShouldBe(["a/cheap"]);
        var named = bench.Ask(catalog);
        named = new Exchange
        {
            Id = named.Id,
            Caller = named.Caller,
            Door = named.Door,
            Operation = named.Operation,
            Catalog = catalog,
            Deadline = named.Deadline,
            StartedAt = named.StartedAt,
            StartTimestamp = named.StartTimestamp,
            Ask = named.Ask,
            Fallbacks = [],
        };
        bench.Decide(named).Chain.ShouldBeEmpty("the caller wants none");
    }

    [Fact]
    public async Task Rules_of_the_database_are_tried_after_the_files_of_their_priority_and_at_once()
    {
        var bench = new RouterBench();
        var catalog = Snapshot(Models, [Rule("file", "b/good", """{"feature": {"eq": "x"}}""")]);
        var desk = Desk(bench, catalog);
        var by = bench.Ask(catalog).Caller;
        bench.Decide(catalog).Rule.ShouldBeNull();

        var (kept, failure) = await desk.SaveAsync(by, null, null, Rule("kept", "b/good"), CancellationToken.None);
        failure.ShouldBeNull();
        bench.Decide(catalog).Rule.ShouldBe("kept");
        desk.List().Select(rule => (rule.Rule.Name, rule.Revision, rule.MatchedLastDay)).ShouldBe([("file", 0, 0), ("kept", 1, 1)]);

        (await desk.SaveAsync(by, Guid.Parse(kept!.Id), 7, Rule("kept", "b/good"), CancellationToken.None)).Failure!.Code.ShouldBe("conflict");
        (await desk.SaveAsync(by, null, null, Rule("FILE", "b/good"), CancellationToken.None)).Failure!.Param.ShouldBe("name");
        (await desk.SaveAsync(by, null, null, Rule("other", "nobody"), CancellationToken.None)).Failure!.Param.ShouldBe("target");
        (await desk.SaveAsync(by, null, null, Rule("other", "b/good", """{"planet": {"eq": 1}}"""), CancellationToken.None)).Failure!.Param.ShouldBe("conditions");
        (await desk.SaveAsync(by, null, null, Rule("behind", "a/cheap", """{"feature": {"eq": "x"}}"""), CancellationToken.None)).Kept!.Problems.ShouldBe(["file comes first and matches whenever it does"]);
        (await desk.SaveAsync(by, null, null, Rule("never", "a/cheap", """{"feature": {"eq": "x"}, "all": [{"feature": {"ne": "x"}}]}"""), CancellationToken.None)).Kept!.Problems
            .ShouldBe(["its conditions on feature exclude each other, so it never matches"]);

        (await desk.RemoveAsync(by, Guid.Parse(kept.Id), CancellationToken.None)).ShouldBeNull();
        (await desk.RemoveAsync(by, Guid.Parse(kept.Id), CancellationToken.None))!.Code.ShouldBe("not_found");
        bench.Decide(catalog).Rule.ShouldBeNull();
    }

    private static RuleDesk Desk(RouterBench bench, CatalogSnapshot catalog) => new(bench.Book, bench.Plans, new OneCatalog(catalog), bench.Counts, new RuleJudge(), bench, bench, bench.Clock);

    private sealed class OneCatalog(CatalogSnapshot current) : ICatalog
    {
        public CatalogSnapshot Current => current;
    }
}
