using Banyan.ExtensionsAI.Client;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

public sealed class BanyanFailureTests
{
    [Fact]
    public async Task A_refusal_is_an_exception_with_code_field_and_request_id()
    {
        const string Body = """{"error":{"message":"The budget is used up.","type":"insufficient_quota","param":"model","code":"budget_exceeded"}}""";
        await using var rig = new BanyanRig(WallScript.Json(Body, 429, ("x-request-id", "req-9"), ("retry-after", "30")));

        var whole = await Should.ThrowAsync<BanyanException>(rig.Client.GetResponseAsync("hi"));
        var streamed = await Should.ThrowAsync<BanyanException>(rig.Client.GetStreamingResponseAsync("hi").ToListAsync().AsTask());

        foreach (var refused in (BanyanException[])[whole, streamed])
        {
            refused.Message.ShouldBe("The budget is used up.");
            (refused.Code, refused.Status, refused.Param, refused.RequestId, refused.RetryAfter).ShouldBe(("budget_exceeded", 429, "model", "req-9", TimeSpan.FromSeconds(30)));
        }
    }

    [Theory]
    [InlineData("<html>", 502)]
    [InlineData("", 500)]
    [InlineData("[1]", 503)]
    public async Task A_refusal_that_is_not_ours_is_told_by_its_status(string body, int status)
    {
        await using var rig = new BanyanRig(WallScript.Json(body, status));

        var refused = await Should.ThrowAsync<BanyanException>(rig.Client.GetResponseAsync("hi"));

        refused.Status.ShouldBe(status);
        refused.Message.ShouldContain($"{status}");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_stays()
    {
        await using var elsewhere = ScriptedWall.Start(WallScript.Json("{}"));
        await using var rig = new BanyanRig(WallScript.Whole([], "text/plain", 307, ("location", elsewhere.Address.AbsoluteUri)));

        (await Should.ThrowAsync<BanyanException>(rig.Client.GetResponseAsync("hi"))).Status.ShouldBe(307);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_stream_throws_after_what_came(bool hardly)
    {
        var talk = WireTalk.Of('C').Stream(["Hel", "lo"], 5, 2);
        var script = WallScript.Stream(headers: ("x-request-id", "req-2")).Chunk(talk[0]).Chunk(talk[1]);
        await using var rig = new BanyanRig(hardly ? script.Reset() : script.End());
        var heard = new List<string>();

        var cut = await Should.ThrowAsync<BanyanException>(async () =>
        {
            await foreach (var update in rig.Client.GetStreamingResponseAsync("hi"))
            {
                heard.Add(update.Text);
            }
        });

        (cut.Code, cut.Status, cut.RequestId).ShouldBe(("upstream_cut", 200, "req-2"));
        string.Concat(heard).ShouldBe(hardly && heard.Count == 0 ? "" : "Hel");
    }

    [Fact]
    public async Task An_error_told_inside_a_stream_throws_with_its_code()
    {
        var script = WallScript.Stream().Chunk(WireTalk.Of('C').Stream(["Hel"], 5, 2)[1]).Chunk("data: {\"error\":{\"message\":\"The provider fell silent.\",\"type\":\"server_error\",\"param\":null,\"code\":\"provider_timeout\"}}\n\n").End();
        await using var rig = new BanyanRig(script);

        var told = await Should.ThrowAsync<BanyanException>(rig.Client.GetStreamingResponseAsync("hi").ToListAsync().AsTask());

        (told.Code, told.Message).ShouldBe(("provider_timeout", "The provider fell silent."));
    }

    [Fact]
    public async Task A_whole_answer_that_is_cut_is_an_exception()
    {
        var script = new WallScript().Head(200, ("content-type", "application/json"), ("content-length", "500")).Raw("{\"id\":"u8.ToArray()).Close();
        await using var rig = new BanyanRig(script);

        (await Should.ThrowAsync<BanyanException>(rig.Client.GetResponseAsync("hi"))).Code.ShouldBe("upstream_cut");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_hangs_up(bool streams)
    {
        using var leaving = new CancellationTokenSource();
        var arrived = new TaskCompletionSource<WallRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = ScriptedWall.Start(request =>
        {
            arrived.SetResult(request);
            return WallScript.Stream().Silence();
        });
        using var client = new BanyanChatClient(new BanyanClientOptions { BaseAddress = wall.Address, ApiKey = "byn_test" });

        Task asking = streams ? client.GetStreamingResponseAsync("hi", cancellationToken: leaving.Token).ToListAsync().AsTask() : client.GetResponseAsync("hi", cancellationToken: leaving.Token);
        var request = await arrived.Task;
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        await request.ClientGone;
    }
}
