using System.Net;
using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void A_public_address_is_public(string address) =>
        new AddressRules(new EgressOptions()).Judge(IPAddress.Parse(address)).ShouldBe(AddressReach.Public);

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.7")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("240.0.0.1")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("3fff::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:808:808::1")]
    [InlineData("2002:7f00:1::1")]
    public void A_private_reserved_or_wrapped_address_is_not(string address) =>
        new AddressRules(new EgressOptions()).Judge(IPAddress.Parse(address)).ShouldBe(AddressReach.Private);

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("224.0.0.251")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    public void Metadata_link_local_and_multicast_stay_out_of_reach_even_when_every_network_is_allowed(string address)
    {
        var everything = new AddressRules(EgressOptions.Parse("0.0.0.0/0, ::/0"));

        everything.Judge(IPAddress.Parse(address)).ShouldBe(AddressReach.Never);
        everything.Judge(IPAddress.Parse("10.0.0.1")).ShouldBe(AddressReach.Allowed);
    }

    [Fact]
    public void A_listed_network_is_allowed_and_its_neighbour_is_not()
    {
        var rules = new AddressRules(EgressOptions.Parse("10.1.0.0/16 192.168.7.7,fd00:1::/64"));

        rules.Judge(IPAddress.Parse("10.1.255.255")).ShouldBe(AddressReach.Allowed);
        rules.Judge(IPAddress.Parse("10.2.0.0")).ShouldBe(AddressReach.Private);
        rules.Judge(IPAddress.Parse("192.168.7.7")).ShouldBe(AddressReach.Allowed);
        rules.Judge(IPAddress.Parse("192.168.7.8")).ShouldBe(AddressReach.Private);
        rules.Judge(IPAddress.Parse("fd00:1::9")).ShouldBe(AddressReach.Allowed);
    }

    [Theory]
    [InlineData("10.1.0.1/16")]
    [InlineData("everything")]
    [InlineData("10.0.0.0/33")]
    public void A_network_that_is_none_is_named(string networks) =>
        Should.Throw<FormatException>(() => EgressOptions.Parse(networks)).Message.ShouldContain(networks);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void Without_networks_nothing_is_allowed(string? networks) => EgressOptions.Parse(networks).AllowNetworks.ShouldBeEmpty();
}
