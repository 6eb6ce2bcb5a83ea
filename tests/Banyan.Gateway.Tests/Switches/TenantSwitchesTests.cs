using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Switches;

public sealed class TenantSwitchesTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void One_that_ends_answers_under_way_is_found_behind_one_that_lets_them_end()
    {
        var switches = new TenantSwitches(
            [SwitchBench.Kill(SwitchScope.Feature, "search"), SwitchBench.Kill(SwitchScope.Service, "billing", cuts: true, number: 2), SwitchBench.Kill(SwitchScope.Provider, "lab", number: 3), SwitchBench.Kill(SwitchScope.Model, "lab/small", cuts: true, number: 4)],
            null);
        switches.Of(Caller("billing", "search"), _clock)!.Scope.ShouldBe(SwitchScope.Service);
        switches.Of(TestExchange.SmallModel(), _clock)!.Scope.ShouldBe(SwitchScope.Model);
        switches.Of(Caller("other", "search"), _clock)!.Scope.ShouldBe(SwitchScope.Feature);
    }

    [Fact]
    public void One_that_ends_answers_under_way_counts_until_its_end_alone()
    {
        var switches = new TenantSwitches([SwitchBench.Kill(SwitchScope.Global, "*"), SwitchBench.Kill(SwitchScope.Service, "billing", cuts: true, number: 2, until: _clock.GetUtcNow().AddMinutes(1))], null);
        switches.Of(Caller("billing", null), _clock)!.CutsStreams.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(1));
        switches.Of(Caller("billing", null), _clock)!.Scope.ShouldBe(SwitchScope.Global);
    }

    [Theory]
    [Trait("Attack", "54")]
    [InlineData("search", "Search")]
    [InlineData("SEARCH", "search")]
    [InlineData("suche-österreich", "SUCHE-ÖSTERREICH")]
    [InlineData("kelvin", "\u212Aelvin")]
    public void Writing_a_name_otherwise_wins_nothing(string thrown, string asked)
    {
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Feature, thrown)], null).Of(Caller("billing", asked), _clock).ShouldNotBeNull();
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Service, thrown)], null).Of(Caller(asked, null), _clock).ShouldNotBeNull();
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Intent, thrown)], null).OfIntent(asked, _clock).ShouldNotBeNull();
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Model, $"lab/{thrown}")], null).Of(TestExchange.SmallModel() with { Name = asked }, _clock).ShouldNotBeNull();
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Feature, thrown)], null).Of(Caller("billing", $"{asked}s"), _clock).ShouldBeNull();
        new TenantSwitches([SwitchBench.Kill(SwitchScope.Feature, thrown)], null).Of(Caller("billing", null), _clock).ShouldBeNull();
    }

    private static Caller Caller(string service, string? feature) => new() { Tenant = "default", Service = service, KeyId = "Ab12Cd34", Grants = Grants.All, Feature = feature };
}
