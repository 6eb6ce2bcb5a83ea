using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class AskTroubleTests
{
    [Fact]
    public async Task A_stream_without_its_end_mark_is_an_error_and_what_came_is_kept()
    {
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("half"), Answers.Stop, Answers.Usage).End());
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi");

        run.Exit.ShouldBe(1);
        run.Out.ShouldBe("half\n");
        run.Error.ShouldContain("banyan: The answer broke off before its end.\n  What came is incomplete. Ask again.\n  request req-1\n");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_cut_answer()
    {
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("half")).Reset());
        using var user = new User(wall.Address);
        var run = await user.RunAsync("ask", "hi", "--json");

        run.Exit.ShouldBe(1);
        run.JsonError.GetProperty("code").GetString().ShouldBe("answer_cut");
        run.JsonError.GetProperty("requestId").GetString().ShouldBe("req-1");
    }

    [Fact]
    public async Task An_error_event_ends_the_answer_with_its_code_and_remedy()
    {
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("half"), """{"error":{"message":"It broke.","type":"server_error","code":"upstream_cut"}}""").End());
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi", "--json");

        run.Exit.ShouldBe(1);
        run.Json.GetProperty("text").GetString().ShouldBe("half");
        run.Json.GetProperty("complete").GetBoolean().ShouldBeFalse();
        CliRun.Names(run.JsonError).ShouldBe(["code", "message", "hint", "requestId"]);
        run.JsonError.GetProperty("code").GetString().ShouldBe("upstream_cut");
        run.JsonError.GetProperty("message").GetString().ShouldBe("It broke.");
    }

    [Theory]
    [InlineData(400, "invalid_request", 1)]
    [InlineData(401, "invalid_api_key", 3)]
    [InlineData(403, "not_allowed", 3)]
    [InlineData(403, "content_blocked", 1)]
    [InlineData(404, "model_not_found", 4)]
    [InlineData(409, "conflict", 5)]
    [InlineData(429, "budget_exceeded", 6)]
    [InlineData(429, "provider_rate_limited", 7)]
    [InlineData(502, "provider_error", 7)]
    [InlineData(503, "overloaded", 1)]
    [InlineData(504, "deadline_exceeded", 8)]
    public async Task A_refusal_is_told_in_words_with_its_exit_status(int status, string code, int exit)
    {
        await using var wall = ScriptedWall.Start(Answers.Error(status, code, "No, because."));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi");

        run.Exit.ShouldBe(exit);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("banyan: No, because.\n  ");
        run.Error.ShouldEndWith("\n  request req-9\n");
        run.Error.Split('\n')[1].Trim().ShouldNotBeEmpty();
        run.Error.ShouldNotContain("byn_live_secret");
    }

    [Fact]
    public async Task Without_a_key_the_refusal_says_where_a_key_comes_from()
    {
        await using var wall = ScriptedWall.Start(Answers.Error(401, "invalid_api_key", "No."));
        using var user = new User(wall.Address).With("BANYAN_KEY", null);

        (await user.RunAsync("ask", "hi")).Error.ShouldContain("--key-file, BANYAN_KEY or a profile");
        wall.Requests.ShouldHaveSingleItem().Header("authorization").ShouldBeNull();
    }

    [Fact]
    public async Task An_unreachable_service_is_told_with_its_address()
    {
        using var user = new User(new Uri("http://127.0.0.1:1"));

        var run = await user.RunAsync("ask", "hi");

        run.Exit.ShouldBe(1);
        run.Error.ShouldStartWith("banyan: The service at http://127.0.0.1:1 cannot be reached: nothing accepts connections there");
        (await user.RunAsync("models", "--json")).JsonError.GetProperty("code").GetString().ShouldBe("unreachable");
    }

    [Fact]
    public async Task A_page_of_something_else_is_no_answer()
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole("<html>hi</html>"u8.ToArray(), "text/html"));
        using var user = new User(wall.Address);

        foreach (var words in new[] { new[] { "ask", "hi" }, ["models"] })
        {
            var run = await user.RunAsync(words);
            run.Exit.ShouldBe(1);
            run.Out.ShouldBeEmpty();
            run.Error.ShouldContain("Check that --url names Banyan itself");
        }
    }

    [Fact]
    public async Task A_silent_service_ends_at_the_timeout()
    {
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("half")).Silence());
        var clock = new FakeClock();
        using var user = new User(wall.Address) { Time = clock };
        user.OnOut = shown => clock.Advance(TimeSpan.FromSeconds(30));

        var run = await user.RunAsync("ask", "hi", "--timeout", "30s");

        run.Exit.ShouldBe(8);
        run.Out.ShouldBe("half\n");
        run.Error.ShouldContain("Nothing more came within 30 s.");
    }

    [Fact]
    public async Task Ctrl_C_stops_the_answer_and_the_service_learns_it()
    {
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("half")).Silence());
        using var user = new User(wall.Address);
        using var press = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        user.OnOut = shown => press.Cancel();

        var run = await user.RunAsync(["ask", "hi"], press.Token);

        run.Exit.ShouldBe(130);
        run.Out.ShouldBe("half\n");
        run.Error.ShouldContain("banyan: Stopped.");
        await wall.Requests.ShouldHaveSingleItem().ClientGone.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Control_bytes_of_a_model_are_shown_and_never_obeyed()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("\\u001b[2J", "a\\r", "\\nb\\r", "c \\u009b \\u202e", "\\ud83d\\ude00\\ud83d"));
        using var user = new User(wall.Address) { IsTerminal = true };

        var run = await user.RunAsync("ask", "hi", "--no-color");

        run.Out.ShouldBe("\u241b[2Ja\nb\u240dc <U+009B> <U+202E>😀\ufffd\n");
        run.Error.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task An_error_of_the_service_cannot_steer_the_terminal_either()
    {
        await using var wall = ScriptedWall.Start(Answers.Error(400, "invalid_request", "bad \\u001b]0;title\\u0007"));
        using var user = new User(wall.Address);

        (await user.RunAsync("ask", "hi")).Error.ShouldStartWith("banyan: bad \u241b]0;title\u2407\n");
    }
}
