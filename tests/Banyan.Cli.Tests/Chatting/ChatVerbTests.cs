using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>Commands within a chat, and conversations that go on.</summary>
public sealed class ChatVerbTests
{
    [Fact]
    public async Task A_mistyped_command_suggests_the_right_one_and_is_not_sent()
    {
        await using var intents = new FakeIntents();
        using var user = ChatSessionTests.Person(intents, "/stesp", "/nothing-like-it", "/help");

        var run = await user.RunAsync("chat");

        run.Out.ShouldContain("'/stesp' is not a command of this chat.\n  Did you mean /steps? /help lists the commands.");
        run.Out.ShouldContain("'/nothing-like-it' is not a command of this chat.\n  /help lists the commands.");
        foreach (var verb in new[] { "/help", "/intents", "/steps", "/history [ID]", "/user [E-MAIL]", "/clear", "/exit" })
        {
            run.Out.ShouldContain($"\n{verb}");
        }

        intents.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Intents_are_listed_with_their_effect()
    {
        await using var intents = new FakeIntents();
        using var user = ChatSessionTests.Person(intents, "/intents");

        var run = await user.RunAsync("chat");

        run.Out.ShouldContain("INTENT         EFFECT       WHAT IT DOES\norders.get     read         Show one order\norders.cancel  destructive  Cancel an order\n");
        run.Out.ShouldContain("catalogue sha256:9f\n");
    }

    [Fact]
    public async Task Steps_tells_plan_conditions_evidence_backends_calls_and_cost()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Plan, Said.Get, Said.Skipped, Said.Finished("Order 1003 has shipped.")));
        using var user = ChatSessionTests.Person(intents, "/steps", "Cancel 1003 only if it hasn't shipped yet", "/steps");

        var run = await user.RunAsync("chat");

        run.Out.ShouldContain("Nothing was asked yet.");
        run.Out.ShouldContain("""
            run r1, succeeded, catalogue sha256:9f
            plan: execute by lexical (no_model)
              1 orders.get -> orders-api (modern), 12 ms
              2 orders.cancel skipped: "only if it hasn't shipped yet" is false (s1.status = shipped)
                by the expression s1.status == 'pending'
            1 model call, 812 tokens, 0.0004 USD; context 3 ms, plan 640 ms
            """);
    }

    [Fact]
    public async Task History_lists_conversations_and_shows_one()
    {
        await using var intents = new FakeIntents();
        using var user = ChatSessionTests.Person(intents, "/history", $"/history {FakeIntents.Conversation}", "/history unknown");

        var run = await user.RunAsync("chat", "-c");

        run.Out.ShouldContain($"{FakeIntents.Conversation} *  2026-03-01T10:05:00Z  4         my orders\n");
        run.Out.ShouldContain("\n> What about my orders?\nYou have \u241b[31mthree.\nAll shipped.\n");
        run.Out.ShouldContain("You have no such conversation.");
    }

    [Fact]
    public async Task Clear_begins_a_new_conversation_and_user_becomes_somebody_else()
    {
        await using var intents = new FakeIntents([.. Enumerable.Range(0, 3).Select(_ => FakeIntents.Run(Said.Started, Said.Finished("ok")))]);
        using var user = ChatSessionTests.Person(intents, "one", "/clear", "two", "/user bob@shop.example", "three", "/user");

        var run = await user.RunAsync("chat", "--user", "ada@shop.example");

        intents.Asked.Count(asked => asked == "POST /intents/v1/conversations").ShouldBe(3);
        intents.Runs.Select(sent => sent.Header("x-banyan-user")).ShouldBe(["ada@shop.example", "ada@shop.example", "bob@shop.example"]);
        run.Out.ShouldContain("> /user\nbob@shop.example\n");
    }

    [Fact]
    public async Task Somebody_who_is_not_let_in_changes_nothing()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")))
        {
            Instead = request => request.Header("x-banyan-user") == "bob@shop.example" ? FakeIntents.Problem(403, "not_allowed", "The key may not name end users.") : null,
        };
        using var user = ChatSessionTests.Person(intents, "/user bob@shop.example", "hi");

        (await user.RunAsync("chat", "--user", "ada@shop.example")).Out.ShouldContain("The key may not name end users.");

        intents.Last.Header("x-banyan-user").ShouldBe("ada@shop.example");
    }

    [Theory]
    [InlineData("-c")]
    [InlineData("-r", FakeIntents.Conversation)]
    public async Task A_conversation_goes_on(params string[] flags)
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = new User(intents.Address);

        (await user.RunAsync(["chat", "-p", "And now?", .. flags])).Exit.ShouldBe(0);

        intents.Asked.ShouldNotContain("POST /intents/v1/conversations");
        intents.Last.Path.ShouldBe($"/intents/v1/conversations/{FakeIntents.Conversation}/messages");
    }

    [Fact]
    public async Task A_conversation_that_is_not_there_is_not_begun()
    {
        await using var intents = new FakeIntents { Conversations = """{"conversations":[],"next":null}""" };
        using var user = new User(intents.Address);

        (await user.RunAsync("chat", "-p", "hi", "-c")).Exit.ShouldBe(4);
        var named = await user.RunAsync("chat", "-p", "hi", "-r", "nope", "--json");
        (named.Exit, named.JsonError.GetProperty("code").GetString()).ShouldBe((4, "conversation_not_found"));
        intents.Runs.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/model x", "banyan chat --model NAME talks with a model.")]
    [InlineData("/system x", "you talk with the services, which plan and answer by themselves.")]
    [InlineData("/prompt x", "you talk with the services")]
    [InlineData("/vars x=1", "They belong to a prompt")]
    [InlineData("/tools x", "What the services can do is listed by /intents.")]
    [InlineData("/undo", "what the services did is done, and what was said stays said.")]
    [InlineData("/fork x", "the service keeps one line of a conversation.")]
    [InlineData("/retry", "Nothing was said yet.")]
    [InlineData("/edit x", "Nothing was said yet.")]
    [InlineData("/save x", "Nothing was said yet.")]
    [InlineData("/load", "/history lists your conversations; /load ID goes on with one.")]
    [InlineData("/load unknown", "You have no such conversation.")]
    public async Task What_means_nothing_here_is_said_in_plain_words(string line, string said)
    {
        await using var intents = new FakeIntents();
        using var user = new User(intents.Address) { Piped = $"{line}\n/help\n" };

        var run = await user.RunAsync("chat");

        run.Error.ShouldContain(said);
        run.Exit.ShouldNotBe(0);
        run.Out.ShouldNotContain("\n/undo");
        intents.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retry_says_an_answered_message_anew_and_takes_an_unanswered_one_up()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")), FakeIntents.Problem(503, "storage_unavailable", "Away."), FakeIntents.Run(Said.Started, Said.Finished("ok")), FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = new User(intents.Address) { Piped = "one\n/retry\n/retry\n/edit two\n" };

        await user.RunAsync("chat");

        var ids = intents.Runs.Select(run => Sent(run, "clientMessageId")).ToList();
        ids[1].ShouldNotBe(ids[0]);
        ids[2].ShouldBe(ids[1], "its answer never came: it must not be carried out twice");
        intents.Runs.Select(run => Sent(run, "text")).ShouldBe(["one", "one", "one", "two"]);
        ids[3].ShouldNotBe(ids[2]);
    }

    [Fact]
    public async Task Load_goes_on_elsewhere_save_writes_what_was_said_and_cost_adds_up()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")), FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = new User(intents.Address);
        var path = user.Home.File("talk.json");
        user.Piped = $"/load {FakeIntents.Conversation}\none\ntwo\n/cost\n/save {path}\n";

        var run = await user.RunAsync("chat");

        run.Exit.ShouldBe(0, run.Error);
        intents.Asked.ShouldNotContain("POST /intents/v1/conversations");
        run.Out.ShouldContain("2 answers, 2 model calls, 1624 tokens, 0.0008 USD, ");
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldContain("What about my orders?");
    }

    [Fact]
    public async Task Under_json_each_command_is_one_object()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Plan, Said.Finished("ok")));
        using var user = new User(intents.Address) { Piped = $"/intents\n/history\n/history {FakeIntents.Conversation}\none\n/steps\n/cost\n/user\n/load {FakeIntents.Conversation}\n/clear\n/help\n" };

        var run = await user.RunAsync("chat", "--json", "--user", "ada@shop.example");

        (run.Exit, run.Error).ShouldBe((0, ""));
        var told = run.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        told.Select(one => one.TryGetProperty("command", out var command) ? command.GetString() : "answer")
            .ShouldBe(["/intents", "/history", "/history", "answer", "/steps", "/cost", "/user", "/load", "/clear", "/help"]);
        told[0].GetProperty("intents").GetArrayLength().ShouldBe(3);
        told[1].GetProperty("conversations").GetArrayLength().ShouldBe(1);
        told[2].GetProperty("messages").GetArrayLength().ShouldBe(2);
        told[4].GetProperty("run").GetProperty("status").GetString().ShouldBe("succeeded");
        told[6].GetProperty("user").GetString().ShouldBe("ada@shop.example");
    }

    [Fact]
    public async Task A_model_is_told_all_that_was_said()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("Hello."), Answers.Whole("Ada."));
        using var user = new User(wall.Address) { Piped = "I am Ada.\nWho am I?\n/clear\nAnd now?\n" };

        var run = await user.RunAsync("chat", "--model", "mock/chat");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldBe("Hello.\nAda.\nAda.\n");
        var asked = wall.Requests.Select(request => request.Text).ToList();
        asked[1].ShouldContain("""[{"role":"user","content":"I am Ada."},{"role":"assistant","content":"Hello."},{"role":"user","content":"Who am I?"}]""");
        asked[2].ShouldContain("""[{"role":"user","content":"And now?"}]""");
        run.Error.ShouldContain("7 + 3 tokens");
    }

    private static string? Sent(WallRequest request, string name)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty(name).GetString();
    }
}
