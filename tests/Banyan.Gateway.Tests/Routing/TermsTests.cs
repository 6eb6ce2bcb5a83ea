using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using static Banyan.Gateway.Tests.Routing.RouterBench;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>Who does not promise of data what a service demands is not sent its asks.</summary>
public sealed class TermsTests
{
    private static readonly DataTerms Good = new(true, TimeSpan.FromDays(30), "eu-west-1");
    private static readonly DataDemand Strict = new(true, TimeSpan.FromDays(30), ["eu"]);

    public static TheoryData<DataDemand, DataTerms?, bool, string?> Cases => new()
    {
        { Strict, Good, false, null },
        { Strict, Good with { Region = "EU" }, false, null },
        { Strict, null, false, "train" },
        { Strict, Good with { NoTraining = false }, false, "train" },
        { Strict, Good with { Retention = TimeSpan.FromDays(31) }, false, "keep" },
        { Strict, Good with { Retention = null }, false, "keep" },
        { Strict with { MaxRetention = TimeSpan.Zero }, Good, false, "keep" },
        { Strict with { MaxRetention = TimeSpan.Zero }, Good with { Retention = TimeSpan.Zero }, false, null },
        { Strict, Good with { Region = "us-east-1" }, false, "where" },
        { Strict, Good with { Region = "europe" }, false, "where" },
        { Strict, Good with { Region = null }, false, "where" },
        { Strict with { Regions = null }, Good with { Region = null }, false, null },
        { Strict with { Regions = [] }, Good, false, "where" },
        { new DataDemand(false, null, null), null, false, null },
        { Strict, new DataTerms(false, null, "eu"), true, null },
        { Strict, null, true, "where" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_not_promised_is_not_assumed(DataDemand demand, DataTerms? terms, bool isInternal, string? lack)
    {
        var model = Model("lab", "m");
        var catalog = Snapshot([model with { Provider = model.Provider with { DataTerms = terms, IsInternal = isInternal } }]);
        var bench = new RouterBench();

        var (decision, failure) = bench.Decider.Explain(bench.Ask(catalog, "lab/m", caller: Demanding(demand)));

        failure?.Code.ShouldBe("no_capable_model");
        failure?.HttpStatus.ShouldBe(422);
        (failure?.Message ?? "").ShouldContain(lack ?? "");
        (failure is null).ShouldBe(lack is null);
        (decision!.Considered.Single().Reason is null).ShouldBe(lack is null);
    }

    [Fact]
    public void An_ask_goes_to_the_dearer_provider_that_promises_and_falls_back_on_nobody_else()
    {
        var (cheap, good) = (Model("cheap", "m", 0.01m), Model("good", "m", 50));
        var catalog = Snapshot([cheap, good with { Provider = good.Provider with { DataTerms = Good } }]);
        var bench = new RouterBench();

        var decision = bench.Decide(bench.Ask(catalog, caller: Demanding(Strict)));

        (decision.Chosen, decision.Chain.Count).ShouldBe(("good/m", 0));
        bench.Decide(bench.Ask(catalog)).Chosen.ShouldBe("cheap/m");
    }

    [Fact]
    public void Two_demands_are_both_held()
    {
        var bound = GrantBounds.Within(Grants.All with { Data = new DataDemand(false, TimeSpan.FromDays(1), ["eu", "us-east-1"]) }, Grants.All with { Data = new DataDemand(true, TimeSpan.FromDays(9), ["US", "eu-west-1"]) }).Data!;

        (bound.NoTraining, bound.MaxRetention).ShouldBe((true, TimeSpan.FromDays(1)));
        new[] { "eu-west-1", "us-east-1", "eu", "us", "eu-west-2", null }.Where(bound.AllowsRegion).ShouldBe(["eu-west-1", "us-east-1"]);
        GrantBounds.Within(Grants.All, Grants.All with { Data = Strict }).Data.ShouldBe(Strict);
        GrantBounds.Within(Grants.All with { Data = new DataDemand(false, null, ["eu"]) }, Grants.All with { Data = new DataDemand(false, null, ["us"]) }).Data!.AllowsRegion("eu").ShouldBeFalse();
    }

    private static Caller Demanding(DataDemand demand) => new() { Tenant = "default", Service = "billing", KeyId = "Ab12Cd34", Grants = Grants.All with { Data = demand } };
}
