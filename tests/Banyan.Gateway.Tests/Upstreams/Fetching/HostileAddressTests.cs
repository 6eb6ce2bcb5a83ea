using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>Attacks 15 to 18: addresses that must never be connected to, whatever they look like.</summary>
public sealed class HostileAddressTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Attack", "15")]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://127.1/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f000001/a.png")]
    [InlineData("https://0x7f.0.0.1/a.png")]
    [InlineData("https://0177.0.0.1/a.png")]
    [InlineData("https://017700000001/a.png")]
    [InlineData("https://134744072/a.png")]
    [InlineData("https://0/a.png")]
    [InlineData("https://0.0.0.0/a.png")]
    [InlineData("https://10.1.2.3/a.png")]
    [InlineData("https://100.64.1.1/a.png")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00:ec2::254]/latest")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://[::]/a.png")]
    [InlineData("https://[::ffff:127.0.0.1]/a.png")]
    [InlineData("https://[::ffff:7f00:1]/a.png")]
    [InlineData("https://[64:ff9b::7f00:1]/a.png")]
    [InlineData("https://[2002:7f00:1::]/a.png")]
    [InlineData("https://[fe80::1%25eth0]/a.png")]
    [InlineData("https://localhost/a.png")]
    [InlineData("https://LOCALHOST/a.png")]
    [InlineData("https://deep.localhost/a.png")]
    [InlineData("https://localhost./a.png")]
    [InlineData("https://pictures.example./a.png")]
    [InlineData("https://127。0。0。1/a.png")]
    [InlineData("https://127．0．0．1/a.png")]
    [InlineData("https://127｡0｡0｡1/a.png")]
    [InlineData("https://１２７.０.０.１/a.png")]
    [InlineData("https://①②⑦.⓪.⓪.①/a.png")]
    [InlineData("https://%31%32%37.0.0.1/a.png")]
    [InlineData("https://pictures.example@127.0.0.1/a.png")]
    [InlineData("https://user:secret@pictures.example/a.png")]
    [InlineData("https://pictures.example\\@127.0.0.1/a.png")]
    [InlineData("https://pictures.example:8443/a.png")]
    [InlineData("http://pictures.example/a.png")]
    [InlineData("https://pictures.example/a b.png")]
    [InlineData("https://pictures.example/\r\nHost: other")]
    [InlineData("https:///a.png")]
    [InlineData("https://")]
    [InlineData("//pictures.example/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://pictures.example/1")]
    [InlineData("ftp://pictures.example/a.png")]
    [InlineData("data:image/png;base64,AAAA")]
    public async Task A_hostile_address_is_refused_and_nobody_is_called(string address)
    {
        var network = new FakeNetwork(["93.184.215.14"]);
        using var fetcher = new ImageFetcher(new EgressOptions(), network, TimeProvider.System);

        var (image, problem) = await fetcher.FetchAsync(address, Stop);

        image.ShouldBeNull();
        problem.ShouldNotBeEmpty();
        network.Dialled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.5")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.5")]
    public async Task A_name_with_one_private_address_among_public_ones_is_refused_without_naming_it(string hidden)
    {
        var network = new FakeNetwork(["93.184.215.14", hidden, "93.184.215.15"]);
        using var fetcher = new ImageFetcher(new EgressOptions(), network, TimeProvider.System);

        var (image, problem) = await fetcher.FetchAsync("https://pictures.example/a.png", Stop);

        image.ShouldBeNull();
        problem.ShouldBe("it does not lead to a public address");
        network.Dialled.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Attack", "16")]
    public async Task A_name_that_turns_private_after_the_check_is_still_only_called_where_it_was_checked()
    {
        var network = new FakeNetwork(["93.184.215.14", "93.184.215.15"], ["127.0.0.1"]);
        using var fetcher = new ImageFetcher(new EgressOptions(), network, TimeProvider.System);

        var first = await fetcher.FetchAsync("https://pictures.example/a.png", Stop);
        network.Asked.Count.ShouldBe(1);
        var second = await fetcher.FetchAsync("https://pictures.example/a.png", Stop);

        first.Problem.ShouldBe("its host refuses connections");
        second.Problem.ShouldBe("it does not lead to a public address");
        network.Dialled.ShouldBe(["93.184.215.14:443", "93.184.215.15:443"]);
    }

    [Theory]
    [InlineData("http://pictures.example/a.png")]
    [InlineData("https://pictures.example:8443/a.png")]
    public async Task An_allowed_network_does_not_open_http_or_other_ports_to_the_public_internet(string address)
    {
        var network = new FakeNetwork(["93.184.215.14"]);
        using var fetcher = new ImageFetcher(EgressOptions.Parse("10.0.0.0/8"), network, TimeProvider.System);

        var (_, problem) = await fetcher.FetchAsync(address, Stop);

        problem.ShouldBe("public addresses are fetched only by https on port 443");
        network.Dialled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_said_to_be_so()
    {
        using var fetcher = new ImageFetcher(new EgressOptions(), new FakeNetwork([[]]), TimeProvider.System);

        (await fetcher.FetchAsync("https://pictures.example/a.png", Stop)).Problem.ShouldBe("its host name does not resolve");
    }

    [Fact]
    public async Task Tls_asks_for_the_name_written_at_the_address_checked()
    {
        await using var server = new NameNotingServer();
        var network = new FakeNetwork(["93.184.215.14"]) { Dial = (_, stop) => server.ConnectAsync(stop) };
        using var fetcher = new ImageFetcher(new EgressOptions(), network, TimeProvider.System);

        var (_, problem) = await fetcher.FetchAsync("https://Pictures.Example/a.png", Stop);

        (await server.AskedName).ShouldBe("pictures.example");
        network.Dialled.ShouldBe(["93.184.215.14:443"]);
        problem.ShouldBe("no secure connection: its certificate or protocol is not acceptable");
    }
}
