using System.Text.Json;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>Pictures told by address, from the caller's ask to the provider's wire.</summary>
public sealed class ImageInliningTests
{
    private static readonly EgressOptions Loopback = EgressOptions.Parse("127.0.0.0/8");

    [Theory]
    [InlineData('G')]
    [InlineData('O')]
    public async Task A_picture_by_address_reaches_a_model_that_takes_only_bytes(char letter)
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of(letter).Whole("a dot", 5, 2)));
        await using var rig = Rig(letter, provider.Address, Loopback);

        var (failure, _, heard) = await rig.AskAsync(Ask($"{pictures.Address}a.png", $"{pictures.Address}a.png"));

        failure.ShouldBeNull();
        heard.ShouldContain("a dot");
        pictures.Requests.Count.ShouldBe(1);
        Inlined(letter, provider.Requests.Single().Text).ShouldBe([Convert.ToBase64String(Pictures.Png), Convert.ToBase64String(Pictures.Png)]);
    }

    [Fact]
    public async Task A_model_that_takes_addresses_gets_the_address_and_nothing_is_fetched()
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('A').Whole("a dot", 5, 2)));
        await using var rig = Rig('A', provider.Address, Loopback);

        (await rig.AskAsync(Ask($"{pictures.Address}a.png"))).Failure.ShouldBeNull();

        pictures.Requests.ShouldBeEmpty();
        provider.Requests.Single().Text.ShouldContain($"{pictures.Address}a.png");
    }

    [Fact]
    public async Task Without_an_allowed_network_a_private_picture_is_refused_at_its_place_and_no_provider_is_asked()
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').Whole("a dot", 5, 2)));
        await using var rig = Rig('G', provider.Address, new EgressOptions());

        var (failure, attempt, _) = await rig.AskAsync(Ask("data:image/png;base64,iVBORw0KGgo=", $"https://127.0.0.1:{pictures.Address.Port}/a.png"));

        failure!.Kind.ShouldBe(FailureKind.CallerFault);
        failure.Code.ShouldBe("invalid_request");
        failure.Param.ShouldBe("/messages/0/content/1");
        failure.Message.ShouldContain("only port 443");
        attempt.WasSent.ShouldBeFalse();
        pictures.Requests.ShouldBeEmpty();
        provider.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_never_names_the_address_a_host_resolved_to()
    {
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').Whole("a dot", 5, 2)));
        await using var rig = Rig('G', provider.Address, new EgressOptions());

        var (failure, _, _) = await rig.AskAsync(Ask("https://localhost/a.png"));

        failure!.Message.ShouldContain("does not lead to a public address");
        failure.Message.ShouldNotContain("127.0.0.1");
        failure.Message.ShouldNotContain("::1");
    }

    [Theory]
    [Trait("Attack", "18")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://pictures.example/1")]
    [InlineData("ftp://pictures.example/a.png")]
    public async Task Addresses_of_other_schemes_are_refused_for_every_model_that_takes_bytes(string address)
    {
        foreach (var letter in "GO")
        {
            await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of(letter).Whole("a dot", 5, 2)));
            await using var rig = Rig(letter, provider.Address, Loopback);

            (await rig.AskAsync(Ask(address))).Failure!.Kind.ShouldBe(FailureKind.CallerFault);
            provider.Requests.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Sixteen_pictures_are_fetched_and_a_seventeenth_is_refused_before_any()
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').Whole("dots", 5, 2)));
        await using var rig = Rig('G', provider.Address, Loopback);
        var addresses = Enumerable.Range(0, 17).Select(number => $"{pictures.Address}{number}.png").ToArray();

        var refused = (await rig.AskAsync(Ask(addresses))).Failure;
        refused!.Param.ShouldBe("/messages/0/content/16");
        refused.Message.ShouldContain("at most 16 pictures");
        pictures.Requests.ShouldBeEmpty();

        (await rig.AskAsync(Ask(addresses[..16]))).Failure.ShouldBeNull();
        pictures.Requests.Count.ShouldBe(16);
        Inlined('G', provider.Requests.Single().Text).Count.ShouldBe(16);
    }

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_refused()
    {
        byte[] large = [.. Pictures.Png, .. new byte[17 * 1024 * 1024]];
        await using var pictures = ScriptedWall.Start(WallScript.Whole(large, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').Whole("dots", 5, 2)));
        await using var rig = Rig('G', provider.Address, Loopback);

        var (failure, _, _) = await rig.AskAsync(Ask([.. Enumerable.Range(0, 4).Select(number => $"{pictures.Address}{number}.png")]));

        failure!.Message.ShouldContain("over 64 MB together");
        provider.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_attempt_of_an_exchange_has_the_pictures_of_the_first_and_fetches_only_others()
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').ErrorBody("busy"), 503), WallScript.Json(WireTalk.Of('G').Whole("a dot", 5, 2)));
        await using var rig = Rig('G', provider.Address, Loopback);
        var exchange = rig.Exchange(Ask($"{pictures.Address}a.png"));

        (await rig.AskAsync(exchange)).Failure.ShouldNotBeNull();
        (await rig.AskAsync(exchange)).Failure.ShouldBeNull();

        provider.Requests.Count.ShouldBe(2);
        pictures.Requests.Count.ShouldBe(1);
        Inlined('G', provider.Requests.Last().Text).ShouldBe([Convert.ToBase64String(Pictures.Png)]);
        (await rig.AskAsync(Ask($"{pictures.Address}a.png"))).Failure.ShouldBeNull();
        pictures.Requests.Count.ShouldBe(2, "another exchange is another time");
    }

    private static UpstreamRig Rig(char letter, Uri address, EgressOptions egress)
    {
        var talk = WireTalk.Of(letter);
        var dialect = DialectTable.All.Single(known => known.Letter == letter).Id;
        return new UpstreamRig(talk.ProviderType, dialect, address, egress: egress);
    }

    private static string Ask(params string[] addresses)
    {
        var parts = addresses.Select(address => $$$"""{"type":"image_url","image_url":{"url":{{{JsonSerializer.Serialize(address)}}}}}""");
        return $$"""{"model":"lab/small","messages":[{"role":"user","content":[{{string.Join(',', parts)}},{"type":"text","text":"what is it?"}]}]}""";
    }

    private static List<string?> Inlined(char letter, string body)
    {
        using var document = JsonDocument.Parse(body);
        return letter == 'G'
            ? [.. document.RootElement.GetProperty("contents")[0].GetProperty("parts").EnumerateArray()
                .Where(part => part.TryGetProperty("inlineData", out _)).Select(part => part.GetProperty("inlineData").GetProperty("data").GetString())]
            : [.. document.RootElement.GetProperty("messages")[0].GetProperty("images").EnumerateArray().Select(image => image.GetString())];
    }
}
