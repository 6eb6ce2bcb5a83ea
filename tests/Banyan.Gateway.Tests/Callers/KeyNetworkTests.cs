using System.Net;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Callers;

/// <summary>Keys that are bound to networks.</summary>
public sealed class KeyNetworkTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly KeyRing _ring;
    private readonly KeyAdmin _admin;

    public KeyNetworkTests()
    {
        var pepper = Pepper.Load(new MemorySecretFile());
        _ring = new KeyRing(_store, pepper, _clock);
        _admin = new KeyAdmin(_store, _ring, pepper, _clock);
    }

    public void Dispose() => _ring.Dispose();

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.9", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "::ffff:10.2.2.3", false)]
    [InlineData("10.1.0.0/16", "::10.1.2.3", false)]
    [InlineData("10.1.0.0/16", null, false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("2001:db8::/48", "2001:db8:0:ffff::1", true)]
    [InlineData("2001:db8::/48", "2001:db8:1::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("*", null, true)]
    public async Task A_key_is_good_from_its_networks_alone(string network, string? from, bool isGood)
    {
        var made = await _admin.CreateAsync(new KeyOrder { Service = "a", Networks = ["192.0.2.0/24", network] }, default);
        var verdict = _ring.Find(made.Key!, from is null ? null : IPAddress.Parse(from));
        (verdict.Failure?.Code).ShouldBe(isGood ? null : "not_allowed");
        (verdict.Failure?.HttpStatus).ShouldBe(isGood ? null : 403);
        await _ring.WriteUsesAsync(default);
        _store.Touched.Count.ShouldBe(isGood ? 1 : 0, "a refusal is no use");
        _ring.Find(made.Key![..^1] + (made.Key![^1] == '0' ? '1' : '0'), IPAddress.Loopback).Failure!.Code.ShouldBe("invalid_api_key", "whoever has not the key is not told where it is good");
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1/8")]
    [InlineData("2001:db8::1/48")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("fe80::1%2")]
    [InlineData("10.0.0.0/8 ")]
    [InlineData("10.0.0.*")]
    [InlineData("localhost")]
    public async Task What_is_no_network_is_refused(string word) =>
        (await _admin.CreateAsync(new KeyOrder { Service = "a", Networks = ["10.0.0.0/8", word] }, default)).Failure!.Param.ShouldBe("networks");

    [Fact]
    public async Task No_network_at_all_is_refused_and_an_address_alone_is_a_network_of_one()
    {
        (await _admin.CreateAsync(new KeyOrder { Service = "a", Networks = [] }, default)).Failure!.Param.ShouldBe("networks");
        (await _admin.CreateAsync(new KeyOrder { Service = "a", Networks = ["10.1.2.3", "::1"] }, default)).Record!.Grants.Networks.ShouldBe(["10.1.2.3/32", "::1/128"]);
    }

    [Theory]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.0.0.0/7", false)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("192.0.2.0/24", false)]
    [InlineData("::/0", false)]
    [InlineData("*", false)]
    [InlineData(null, true)]
    public async Task A_child_is_bound_to_the_networks_of_the_key_that_makes_it(string? network, bool fits)
    {
        var parent = (await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = ["chat", "keys:*"], Networks = ["10.0.0.0/8"] }, default)).Key!;
        var by = _ring.Find(parent, IPAddress.Parse("10.9.9.9")).Caller!;
        var made = await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = ["chat"], Networks = network is null ? null : [network], By = by }, default);
        (made.Failure?.Code).ShouldBe(fits ? null : "not_allowed");
        if (network is null)
        {
            made.Record!.Grants.Networks.ShouldBe(["10.0.0.0/8"]);
        }
    }

    [Fact]
    public async Task A_parent_bound_later_binds_its_children_at_use()
    {
        var parent = (await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = ["chat", "keys:*"] }, default)).Record!;
        var by = new Caller { Tenant = "default", Service = "a", KeyId = parent.PublicId, Grants = parent.Grants };
        var child = (await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = ["chat"], Networks = ["10.0.0.0/8", "192.0.2.0/24"], By = by }, default)).Key!;
        var began = _ring.Find(child, IPAddress.Parse("192.0.2.1")).Caller!;

        await _store.PutAsync(parent with { Grants = parent.Grants with { Networks = ["10.1.0.0/16"] } }, null, default);
        await _ring.RefreshAsync(default);

        _ring.Find(child, IPAddress.Parse("10.1.0.1")).Caller.ShouldNotBeNull();
        _ring.Find(child, IPAddress.Parse("10.2.0.1")).Caller.ShouldBeNull();
        _ring.Find(child, IPAddress.Parse("192.0.2.1")).Caller.ShouldBeNull();
        _ring.IsNarrowed(began).ShouldBeTrue("what it began is cut");
    }

    [Fact]
    public async Task An_administrator_who_is_bound_is_not_the_one_a_tenant_must_keep()
    {
        var free = (await _admin.CreateAsync(new KeyOrder { Service = "a", Role = Role.Admin }, default)).Record!;
        (await _admin.CreateAsync(new KeyOrder { Service = "b", Role = Role.Admin, Networks = ["10.0.0.0/8"] }, default)).Record!.IsFullAdmin.ShouldBeFalse();
        (await _admin.RevokeAsync("default", free.PublicId, default))!.Code.ShouldBe("conflict");
    }
}
