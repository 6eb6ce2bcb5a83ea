using Banyan.Gateway.Upstreams.Fetching;
using Banyan.TestKit.Wall;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

public sealed class FetchRedirectTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Three_redirects_on_the_same_host_are_followed(int status)
    {
        var hop = WallScript.Whole([], "text/plain", status, ("location", "/next"));
        await using var wall = ScriptedWall.Start(hop, hop, hop, WallScript.Whole(Pictures.Png, "image/png"));

        var (image, problem) = await FetchAsync($"{wall.Address}a", new SocketNetwork());

        problem.ShouldBeEmpty();
        image!.MediaType.ShouldBe("image/png");
        wall.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_fourth_redirect_is_refused()
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole([], "text/plain", 302, ("location", "/again")));

        (await FetchAsync($"{wall.Address}a", new SocketNetwork())).Problem.ShouldBe("it redirects more than 3 times");
        wall.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [Trait("Attack", "17")]
    [InlineData("http://10.0.0.1/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://pictures.example/a.png")]
    [InlineData("//other.example/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://localhost/a.png")]
    public async Task A_redirect_to_another_host_or_scheme_is_not_followed(string location)
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole([], "text/plain", 302, ("location", location)));
        var network = new FakeNetwork(["127.0.0.1"]) { Dial = (address, stop) => new SocketNetwork().DialAsync(address, stop) };

        (await FetchAsync($"{wall.Address}a", network)).Problem.ShouldBe("it redirects to another host or scheme");
        network.Dialled.ShouldHaveSingleItem();
        wall.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_that_carries_a_password_is_not_followed()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Whole([], "text/plain", 302, ("location", $"http://user:secret@{request.Header("host")}/a")));

        (await FetchAsync($"{wall.Address}a", new SocketNetwork())).Problem.ShouldContain("user name or password");
        wall.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_moves_to_a_private_address_between_redirects_is_checked_again()
    {
        var hop = WallScript.Whole([], "text/plain", 302, ("location", "/next"), ("connection", "close")).Close();
        await using var wall = ScriptedWall.Start(hop, WallScript.Whole(Pictures.Png, "image/png"));
        var network = new FakeNetwork(["127.0.0.1"], ["10.0.0.1"]) { Dial = (address, stop) => new SocketNetwork().DialAsync(address, stop) };

        (await FetchAsync($"http://pictures.example:{wall.Address.Port}/a", network)).Problem.ShouldBe("it does not lead to a public address");
        network.Dialled.ShouldBe([$"127.0.0.1:{wall.Address.Port}"]);
    }

    private static async Task<(FetchedImage? Image, string Problem)> FetchAsync(string address, IFetchNetwork network)
    {
        using var fetcher = new ImageFetcher(EgressOptions.Parse("127.0.0.0/8"), network, TimeProvider.System);
        return await fetcher.FetchAsync(address, Stop);
    }
}
