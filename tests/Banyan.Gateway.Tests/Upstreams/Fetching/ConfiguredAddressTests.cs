using System.Net;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>How far an address reaches that an operator configured, whatever its name resolves to.</summary>
public sealed class ConfiguredAddressTests
{
    [Theory]
    [Trait("Attack", "15")]
    [InlineData("10.1.2.3", true, true)]
    [InlineData("10.1.2.3", false, false)]
    [InlineData("127.0.0.1", true, true)]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("::1", false, false)]
    [InlineData("::ffff:10.1.2.3", false, false)]
    [InlineData("fd12::1", true, true)]
    [InlineData("100.64.1.1", false, false)]
    [InlineData("93.184.216.34", false, true)]
    [InlineData("169.254.169.254", true, false)]
    [InlineData("::ffff:169.254.169.254", true, false)]
    [InlineData("fd00:ec2::254", true, false)]
    [InlineData("100.100.100.200", true, false)]
    [InlineData("0.0.0.0", true, false)]
    public async Task A_private_address_needs_to_be_meant_and_a_metadata_service_is_never_reached(string address, bool mayBePrivate, bool isReached)
    {
        foreach (var host in new[] { address, "orders.shop.example" })
        {
            var network = new FakeNetwork([address]) { Dial = (_, _) => new(Stream.Null) };
            var connecting = async () => await new GuardedConnector(new EgressOptions(), network).ConnectConfiguredAsync(host, 8093, mayBePrivate, default);
            if (isReached)
            {
                await connecting();
                network.Dialled.ShouldBe([new IPEndPoint(IPAddress.Parse(address), 8093).ToString()]);
            }
            else
            {
                (await Should.ThrowAsync<AddressRefusedException>(connecting)).IsForbidden.ShouldBeTrue();
                network.Dialled.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    [Trait("Attack", "16")]
    public async Task A_name_that_turns_private_after_it_was_checked_is_connected_to_where_it_was_checked_and_refused_the_next_time()
    {
        var network = new FakeNetwork(["93.184.216.34"], ["10.1.2.3"]) { Dial = (_, _) => new(Stream.Null) };
        var connector = new GuardedConnector(new EgressOptions(), network);
        await connector.ConnectConfiguredAsync("orders.shop.example", 443, false, default);
        await Should.ThrowAsync<AddressRefusedException>(async () => await connector.ConnectConfiguredAsync("orders.shop.example", 443, false, default));
        network.Dialled.ShouldBe(["93.184.216.34:443"]);
    }

    [Fact]
    [Trait("Attack", "16")]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse()
    {
        var network = new FakeNetwork(["93.184.216.34", "10.1.2.3"]) { Dial = (_, _) => new(Stream.Null) };
        await Should.ThrowAsync<AddressRefusedException>(async () => await new GuardedConnector(new EgressOptions(), network).ConnectConfiguredAsync("orders.shop.example", 443, false, default));
        network.Dialled.ShouldBeEmpty();
    }
}
