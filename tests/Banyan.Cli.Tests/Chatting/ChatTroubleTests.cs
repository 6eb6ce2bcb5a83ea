using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>What goes wrong, and by which exit status a script knows it.</summary>
public sealed class ChatTroubleTests
{
    [Theory]
    [InlineData(401, "invalid_api_key", 3)]
    [InlineData(403, "not_allowed", 3)]
    [InlineData(404, "conversation_not_found", 4)]
    [InlineData(409, "conversation_busy", 5)]
    [InlineData(429, "rate_limited", 6)]
    [InlineData(422, "message_changed", 1)]
    [InlineData(503, "store_away", 1)]
    public async Task A_refusal_has_the_status_of_its_kind(int status, string code, int exit)
    {
        await using var intents = new FakeIntents(FakeIntents.Problem(status, code, "It is so."));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi", "--json");

        run.Exit.ShouldBe(exit);
        run.Out.ShouldBeEmpty();
        run.JsonError.GetProperty("code").GetString().ShouldBe(code);
        run.JsonError.GetProperty("message").GetString().ShouldBe("It is so.");
        run.JsonError.GetProperty("requestId").GetString().ShouldBe("req-9");
    }

    [Fact]
    public async Task What_is_refused_or_asked_back_or_fails_is_no_success_for_a_script()
    {
        await using var intents = new FakeIntents(
            FakeIntents.Run(Said.Started, """refused {"reason":"denied_subject"}""", Said.Finished("I can only show what is yours.", more: "\"kind\":\"refuse\",\"code\":\"denied_subject\"")),
            FakeIntents.Run(Said.Started, Said.Finished("What should the complaint say?", clarify: """{"question":"What should the complaint say?","missing":[],"candidates":[]}""")),
            FakeIntents.Run(Said.Started, Said.Finished("That did not work.", "failed", more: "\"code\":\"backend_timeout\"")),
            FakeIntents.Run(Said.Started, Said.Finished("I can't do that here.", more: "\"unmet\":[\"write a poem\"]")));
        using var user = new User(intents.Address);

        var refused = await user.RunAsync("chat", "-p", "What is bob's phone number?");
        (refused.Exit, refused.Out).ShouldBe((3, "I can only show what is yours.\n"));
        refused.Error.ShouldContain("  refused before anything ran: denied_subject\n");
        var asked = await user.RunAsync("chat", "-p", "Raise a complaint");
        (asked.Exit, asked.Out).ShouldBe((1, "What should the complaint say?\n"));
        asked.Error.ShouldContain($"banyan chat -r {FakeIntents.Conversation} -p");
        (await user.RunAsync("chat", "-p", "My orders?")).Exit.ShouldBe(8);
        var unmet = await user.RunAsync("chat", "-p", "Write me a poem", "--json");
        (unmet.Exit, unmet.JsonError.GetProperty("code").GetString()).ShouldBe((1, "unmet"));
    }

    [Fact]
    public async Task A_lost_connection_is_taken_up_behind_the_last_event()
    {
        var cut = FakeIntents.Open(1, Said.Started, Said.One, Said.GetBegun, Said.Get, Said.Piece("Order 1002 ")).Chunk("id: 6\nevent: answer.delta\ndata: {\"te").Reset();
        await using var intents = new FakeIntents(cut, FakeIntents.Open(5, Said.Piece("Order 1002 "), Said.Piece("is pending."), Said.Finished("Order 1002 is pending.")).End());
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "How is 1002 doing?");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldBe("Order 1002 is pending.\n");
        run.Error.ShouldContain("The connection broke; it is taken up again.\n");
        intents.Last.Path.ShouldBe("/intents/v1/runs/r1/events");
        intents.Last.Method.ShouldBe("GET");
        intents.Last.Header("last-event-id").ShouldBe("5");
    }

    [Fact]
    public async Task A_message_whose_answer_never_began_is_sent_again_as_the_same_message()
    {
        await using var intents = new FakeIntents(new WallScript().Reset(), new WallScript().Close(), FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi");

        run.Exit.ShouldBe(0, run.Error);
        intents.Runs.Length.ShouldBe(3);
        intents.Runs.Select(sent => sent.Text).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_connection_that_stays_broken_is_told_and_not_taken_for_an_answer()
    {
        var cut = FakeIntents.Open(1, Said.Started, Said.Piece("Half"));
        await using var intents = new FakeIntents([cut.Reset(), .. Enumerable.Range(0, 9).Select(_ => WallScript.Stream().Close())]);
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi");

        run.Exit.ShouldBe(1);
        run.Out.ShouldBe("Half\n");
        run.Error.ShouldContain("The connection broke before the answer's end.");
        intents.Runs.Length.ShouldBe(5);
    }

    [Fact]
    public async Task An_error_event_ends_the_answer()
    {
        await using var intents = new FakeIntents(FakeIntents.Open(1, Said.Started).Chunk("event: error\ndata: {\"code\":\"store_away\",\"detail\":\"The store is away.\",\"status\":503}\n\n").End());
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("banyan: The store is away.");
        intents.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named_at_once()
    {
        using var user = new User();

        var run = await user.RunAsync("chat", "-p", "hi");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("The service at http://127.0.0.1:1 cannot be reached");
    }

    [Fact]
    public async Task Time_that_runs_out_is_told_with_where_the_answer_will_be()
    {
        await using var intents = new FakeIntents(FakeIntents.Open(1, Said.Started).Silence());
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi", "--timeout", "700ms");

        run.Exit.ShouldBe(8);
        run.Error.ShouldContain("banyan chat -c and /history");
    }

    [Fact]
    public async Task Ctrl_c_stops_the_run_and_tells_what_was_done()
    {
        using var user = new User(null);
        var (pressed, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        var stream = FakeIntents.Open(1, Said.Started, Said.Plan, Said.Get, Said.Cancelled, Said.Piece("Order")).WaitFor(stopped.Task);
        FakeIntents.More(stream, 6, Said.Finished("Order 1002 was cancelled.", "cancelled")).End();
        await using var intents = new FakeIntents(stream)
        {
            Instead = request =>
            {
                if (request.Path.EndsWith("/cancel", StringComparison.Ordinal))
                {
                    stopped.TrySetResult();
                }

                return null;
            },
        };
        user.With("BANYAN_URL", intents.Address.ToString()).OnOut = shown =>
        {
            if (shown.Length > 0 && pressed.TrySetResult())
            {
                user.Interrupts.Press().ShouldBeTrue();
            }
        };

        var run = await user.RunAsync("chat", "-p", "Cancel 1002", "--yes");

        run.Exit.ShouldBe(130);
        run.Out.ShouldBe("Order 1002 was cancelled.\n");
        intents.Asked.ShouldContain("POST /intents/v1/runs/r1/cancel");
        run.Error.ShouldContain("Stopped, but already done: 2 orders.cancel -> orders-api (modern)\n");
    }

    [Fact]
    public async Task Ctrl_c_twice_leaves_at_once()
    {
        await using var intents = new FakeIntents(FakeIntents.Open(1, Said.Started, Said.Piece("Order")).Silence());
        using var user = new User(intents.Address);
        user.OnOut = shown =>
        {
            if (shown == "Order")
            {
                user.Interrupts.Press().ShouldBeTrue();
                user.Interrupts.Press().ShouldBeTrue();
                user.Interrupts.Press().ShouldBeFalse();
            }
        };

        (await user.RunAsync("chat", "-p", "hi")).Exit.ShouldBe(130);
    }

    [Theory]
    [InlineData("chat --no-input", "There is nothing to say.")]
    [InlineData("chat -c -r x", "do not go together")]
    [InlineData("chat --output xml", "xml")]
    [InlineData("chat --reusme x", "Did you mean --resume?")]
    [InlineData("chatt", "Did you mean chat?")]
    public async Task Wrong_usage_is_explained_and_nothing_is_sent(string line, string problem)
    {
        await using var intents = new FakeIntents();
        using var user = new User(intents.Address);

        var run = await user.RunAsync(line.Split(' '));

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(problem);
        intents.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Shells_complete_the_command_and_its_flags()
    {
        using var user = new User();

        (await user.RunAsync("[suggest:9]", "banyan ch")).Out.Split('\n').ShouldContain("chat");
        (await user.RunAsync("[suggest:16]", "banyan chat --re")).Out.Split('\n').ShouldContain("--resume");
    }
}
