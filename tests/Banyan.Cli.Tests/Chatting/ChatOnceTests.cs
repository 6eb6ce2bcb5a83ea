using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary><c>banyan chat -p</c>: one message, its answer, and out.</summary>
public sealed class ChatOnceTests
{
    [Fact]
    public async Task The_answer_is_data_and_steps_and_cost_are_talk()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.One, Said.GetBegun, Said.Get, Said.Piece("Order 1002 "), Said.Piece("is pending."), Said.Finished("Order 1002 is pending.")));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "How is 1002 doing?", "--user", "ada@shop.example");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldBe("Order 1002 is pending.\n");
        run.Error.ShouldMatch(@"^  1 orders\.get -> orders-api \(modern\)\n\d+\.\d s, 1 model call, 812 tokens, 0\.0004 USD, modern\n$");
        intents.Asked.ShouldBe(["GET /intents/v1/catalogue", "POST /intents/v1/conversations", $"POST /intents/v1/conversations/{FakeIntents.Conversation}/messages"]);
        var sent = intents.Last;
        sent.Header("accept").ShouldBe("text/event-stream");
        sent.Header("x-banyan-user").ShouldBe("ada@shop.example");
        sent.Header("authorization").ShouldBe("Bearer byn_live_secret");
        Body(sent, "text").ShouldBe("How is 1002 doing?");
        Guid.TryParse(Body(sent, "clientMessageId"), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_talks_is_the_flag_then_the_environment_then_the_key()
    {
        await using var intents = new FakeIntents(Plain(), Plain(), Plain());
        using var user = new User(intents.Address);

        await user.RunAsync("chat", "-p", "hi");
        user.With("BANYAN_USER", "bob@shop.example");
        await user.RunAsync("chat", "-p", "hi");
        await user.RunAsync("chat", "-p", "hi", "--user", "ada@shop.example");

        intents.Runs.Select(run => run.Header("x-banyan-user")).ShouldBe([null, "bob@shop.example", "ada@shop.example"]);
    }

    [Fact]
    public async Task Skipped_and_refused_steps_say_why()
    {
        var denied = """step.finished {"id":"s3","intent":"users.get","status":"denied","backend":null,"generation":null,"condition":null,"code":"denied_subject","detail":"That is not yours.","ms":0}""";
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Plan, Said.Get, Said.Skipped, denied, Said.Finished("Order 1003 has shipped.", "partial")));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "Cancel 1003 only if it hasn't shipped yet");

        run.Error.ShouldContain("  plan: 1 orders.get, 2 orders.cancel (only if it hasn't shipped yet)\n");
        run.Error.ShouldContain("  2 orders.cancel skipped: \"only if it hasn't shipped yet\" is false (s1.status = shipped)\n");
        run.Error.ShouldContain("  3 users.get refused (denied_subject): That is not yours.\n");
        run.Out.ShouldBe("Order 1003 has shipped.\n");
        run.Exit.ShouldBe(3);
    }

    [Fact]
    public async Task Without_somebody_to_ask_the_question_is_printed_with_its_code_and_nothing_runs()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "Cancel 1002", "--no-input", "--quiet");

        run.Exit.ShouldBe(1);
        run.Out.ShouldBe("Order 1002 is pending.\n");
        run.Error.ShouldStartWith("Cancel order #1002 (desk, $240.00)? (reply \"yes 7K3Q\" or \"no\")\nbanyan: Nothing that needs a yes was done.\n");
        run.Error.ShouldContain($"banyan chat -r {FakeIntents.Conversation} -p \"yes 7K3Q\"");
        intents.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Yes_approves_and_the_run_goes_on()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Goes).End());
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "Cancel 1002", "--yes");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldBe("Order 1002 is pending.\nOrder 1002 was cancelled.\n");
        run.Error.ShouldContain("  2 orders.cancel -> orders-api (modern)\n");
        intents.Runs[1].Path.ShouldBe("/intents/v1/confirmations/7K3Q");
        intents.Runs[1].Text.ShouldBe("""{"decision":"approve"}""");
    }

    [Fact]
    public async Task What_is_piped_in_is_added()
    {
        await using var intents = new FakeIntents(Plain());
        using var user = new User(intents.Address) { Piped = "the box was damaged\n" };

        await user.RunAsync("chat", "-p", "Raise a complaint:");

        Body(intents.Last, "text").ShouldBe("Raise a complaint:\n\nthe box was damaged");
    }

    [Theory]
    [InlineData("--output")]
    [InlineData("--json")]
    public async Task Json_is_the_last_answer_as_the_service_gave_it(string flag)
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Goes).End());
        using var user = new User(intents.Address);

        var run = await user.RunAsync(["chat", "-p", "Cancel 1002", "--yes", .. flag == "--json" ? new[] { flag } : [flag, "json"]]);

        run.Exit.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Out.TrimEnd('\n').ShouldNotContain("\n");
        run.Json.GetProperty("text").GetString().ShouldBe("Order 1002 was cancelled.");
        run.Json.GetProperty("usd").GetString().ShouldBe("0.0004");
        run.Json.GetProperty("phasesMs").GetProperty("plan").GetInt32().ShouldBe(640);
    }

    [Fact]
    public async Task Json_of_an_open_question_is_the_answer_and_an_error()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "Cancel 1002", "--json", "--no-input");

        run.Exit.ShouldBe(1);
        run.Json.GetProperty("confirmation").GetProperty("id").GetString().ShouldBe("7K3Q");
        run.JsonError.GetProperty("code").GetString().ShouldBe("confirmation_required");
    }

    [Fact]
    public async Task Stream_json_is_a_line_for_each_event()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, """ping {}""", Said.Piece("\\u001b[31m ok"), Said.Finished("\\u001b[31m ok")));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi", "--output", "stream-json");

        var lines = run.Out.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe("""{"type":"run.started","sequence":1,"data":{"runId":"r1"}}""");
        lines[1].ShouldStartWith("""{"type":"answer.delta","sequence":3,"data":{"text":"\u001b[31m ok"}}""");
        run.Out.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Control_bytes_of_answers_and_steps_are_shown_never_obeyed()
    {
        var failed = """step.finished {"id":"s1","intent":"orders.get","status":"failed","backend":"orders-api","generation":"modern","condition":null,"code":"backend_rejected","detail":"\u001b]0;owned\u0007","ms":1}""";
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.One, failed, Said.Piece("a\\u001b[2Jb\\u202ec"), Said.Finished("a\\u001b[2Jb\\u202ec", "failed")));
        using var user = new User(intents.Address);

        var run = await user.RunAsync("chat", "-p", "hi");

        run.Out.ShouldBe("a\u241b[2Jb<U+202E>c\n");
        run.Error.ShouldContain("1 orders.get -> orders-api (modern) failed (backend_rejected): \u241b]0;owned\u2407");
        run.Exit.ShouldBe(1);
    }

    private static WallScript Plain() => FakeIntents.Run(Said.Started, Said.Finished("ok"));

    private static string? Body(WallRequest request, string name)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty(name).GetString();
    }
}
