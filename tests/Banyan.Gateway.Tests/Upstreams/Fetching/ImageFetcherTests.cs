using System.Globalization;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

public sealed class ImageFetcherTests : IDisposable
{
    private readonly ImageFetcher _fetcher = new(EgressOptions.Parse("127.0.0.0/8"), new SocketNetwork(), TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _fetcher.Dispose();

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("image/jpeg", "image/jpeg")]
    [InlineData("image/jpg", "image/jpeg")]
    [InlineData("IMAGE/JPG; charset=binary", "image/jpeg")]
    [InlineData("image/gif", "image/gif")]
    [InlineData("image/webp", "image/webp")]
    [InlineData("image/heic", "image/heic")]
    [InlineData("image/heif", "image/heif")]
    public async Task A_picture_of_an_allowed_network_comes_with_its_type_and_bytes(string told, string type)
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole(Pictures.Of(type), told));

        var (image, problem) = await _fetcher.FetchAsync($"{wall.Address}a?size=large", Stop);

        problem.ShouldBeEmpty();
        image!.MediaType.ShouldBe(type);
        image.Bytes.ToArray().ShouldBe(Pictures.Of(type));
        var request = wall.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("GET");
        request.Path.ShouldBe("/a?size=large");
        request.Headers.Select(header => header.Key).ShouldBe(["Host", "Accept", "User-Agent"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("text/html", "content type")]
    [InlineData("image/svg+xml", "content type")]
    [InlineData("application/octet-stream", "content type")]
    [InlineData("image/png", "not those of image/png")]
    [InlineData("image/webp", "not those of image/webp")]
    [InlineData("image/heic", "not those of image/heic")]
    public async Task A_body_that_is_no_picture_of_its_type_is_refused(string told, string expected)
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole("<svg onload='x'></svg>"u8.ToArray(), told));

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Problem.ShouldContain(expected);
    }

    [Fact]
    public async Task An_answer_that_is_no_success_is_told_by_its_status()
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png", 404));

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Problem.ShouldBe("its host answers with status 404");
    }

    [Fact]
    public async Task A_compressed_answer_is_refused_unread()
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole(Pictures.Png, "image/png", 200, ("content-encoding", "gzip")));

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Problem.ShouldBe("it comes compressed");
    }

    [Fact]
    public async Task A_picture_that_says_it_is_over_the_cap_is_not_read()
    {
        var length = (ImageFetcher.MostBytes + 1).ToString(CultureInfo.InvariantCulture);
        await using var wall = ScriptedWall.Start(new WallScript().Head(200, ("content-type", "image/png"), ("content-length", length)).Silence());

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Problem.ShouldBe("it is over 20 MB");
    }

    [Fact]
    [Trait("Attack", "19")]
    public async Task A_picture_without_a_length_is_cut_at_the_cap()
    {
        var script = WallScript.Stream("image/png").Chunk(Pictures.Png).Chunk(new byte[ImageFetcher.MostBytes]).Silence();
        await using var wall = ScriptedWall.Start(script);

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Problem.ShouldBe("it is over 20 MB");
    }

    [Fact]
    public async Task A_picture_of_exactly_the_cap_is_taken()
    {
        byte[] body = [.. Pictures.Png, .. new byte[ImageFetcher.MostBytes - Pictures.Png.Length]];
        await using var wall = ScriptedWall.Start(WallScript.Whole(body, "image/png"));

        (await _fetcher.FetchAsync($"{wall.Address}a", Stop)).Image!.Bytes.Length.ShouldBe(ImageFetcher.MostBytes);
    }

    [Fact]
    public async Task A_host_that_falls_silent_is_left_after_ten_seconds()
    {
        var clock = new FakeClock();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = ScriptedWall.Start(_ =>
        {
            arrived.SetResult();
            return new WallScript().Silence();
        });
        using var fetcher = new ImageFetcher(EgressOptions.Parse("127.0.0.0/8"), new SocketNetwork(), clock);

        var fetching = fetcher.FetchAsync($"{wall.Address}a", Stop).AsTask();
        await arrived.Task;
        clock.Advance(ImageFetcher.MostTime);

        (await fetching).Problem.ShouldBe("it did not come within 10 seconds");
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_fetch()
    {
        using var leaving = new CancellationTokenSource();
        await using var wall = ScriptedWall.Start(_ =>
        {
            leaving.Cancel();
            return new WallScript().Silence();
        });

        await Should.ThrowAsync<OperationCanceledException>(async () => await _fetcher.FetchAsync($"{wall.Address}a", leaving.Token));
    }

    [Fact]
    public async Task A_connection_that_breaks_midway_gives_no_half_picture()
    {
        var script = new WallScript().Head(200, ("content-type", "image/png"), ("content-length", "100")).Raw(Pictures.Png).Close();
        await using var wall = ScriptedWall.Start(script);

        var (image, problem) = await _fetcher.FetchAsync($"{wall.Address}a", Stop);

        image.ShouldBeNull();
        problem.ShouldBe("the connection broke");
    }
}
