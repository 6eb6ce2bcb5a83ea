using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;

namespace Banyan.Gateway.Tests.Switches;

/// <summary>The emergency direct mode of the configuration, which is every tenant's.</summary>
public sealed class ConfiguredDirectTests
{
    private readonly SwitchBench _bench = new();

    [Fact]
    public async Task It_is_on_for_every_tenant_while_the_configuration_says_so()
    {
        _bench.Board.IsDirect("default").ShouldBeFalse();
        _bench.Current = _bench.Current with { IsDirect = true };
        await _bench.Board.LookAsync(default);
        var since = _bench.Clock.GetUtcNow();
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        (_bench.Board.IsDirect("default"), _bench.Board.IsDirect("other")).ShouldBe((true, true));
        _bench.Desk.Direct("other").ShouldBe(new DirectMode("other", "emergency.directMode is on in the configuration.", "configuration", since, null));
        var reading = (await new DirectReadings(_bench.Board).ReadAsync(default)).ShouldHaveSingleItem();
        (reading.Kind, reading.Tenant, reading.Value).ShouldBe((AlertKinds.DirectModeOn, "default", 1d));
        reading.Summary.ShouldContain("by configuration");

        _bench.Current = _bench.Current with { IsDirect = false };
        (_bench.Board.IsDirect("default"), _bench.Desk.Direct("other")).ShouldBe((false, null));
        (await new DirectReadings(_bench.Board).ReadAsync(default)).ShouldBeEmpty();
        _bench.Current = _bench.Current with { IsDirect = true };
        _bench.Desk.Direct("default")!.SetAt.ShouldBe(_bench.Clock.GetUtcNow(), "it was off in between");
    }

    [Fact]
    public async Task It_is_switched_off_where_it_was_switched_on()
    {
        (await _bench.Desk.SetDirectAsync(_bench.Operator, true, "an outage", null, default)).ShouldBeNull();
        _bench.Current = _bench.Current with { IsDirect = true };
        var refused = (await _bench.Desk.SetDirectAsync(_bench.Operator, false, "over", null, default)).ShouldNotBeNull();
        (refused.Code, refused.HttpStatus).ShouldBe(("conflict", 409));
        refused.Message.ShouldContain("emergency.directMode");
        _bench.Stored.Direct.ShouldHaveSingleItem();

        _bench.Current = _bench.Current with { IsDirect = false };
        _bench.Desk.Direct("default")!.SetBy.ShouldBe("key:Ab12Cd34", "its own is on still");
        (await _bench.Desk.SetDirectAsync(_bench.Operator, false, "over", null, default)).ShouldBeNull();
        _bench.Board.IsDirect("default").ShouldBeFalse();
    }
}
