using System.Text.RegularExpressions;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>A chat as a person has it at a terminal.</summary>
public sealed partial class ChatSessionTests
{
    [Fact]
    public async Task A_person_is_greeted_sees_steps_is_asked_and_leaves()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Goes).End());
        using var user = Person(intents, "Cancel 1002 only if it hasn't shipped yet", "y", "/exit");

        var run = await user.RunAsync("chat", "--user", "ada@shop.example");

        run.Exit.ShouldBe(0);
        Masked(run.Out).ShouldBe("""
            You are ada@shop.example. You can ask for: Show one order, Cancel an order, Show a customer.
            Say what you need; /help lists commands.
            > Cancel 1002 only if it hasn't shipped yet
              plan: 1 orders.get, 2 orders.cancel (only if it hasn't shipped yet)
              1 orders.get -> orders-api (modern)
            Order 1002 is pending.
            0.0 s, 1 model call, 812 tokens, 0.0004 USD, modern
            Cancel order #1002 (desk, $240.00)? [y/N] y
              2 orders.cancel -> orders-api (modern)
            Order 1002 was cancelled.
            0.0 s, 1 model call, 812 tokens, 0.0004 USD, modern
            > /exit

            """);
    }

    [Fact]
    public async Task A_no_of_ones_own_is_no_refusal_of_the_service()
    {
        var declined = """step.finished {"id":"s2","intent":"orders.cancel","status":"denied","backend":null,"generation":null,"condition":null,"code":"confirm_declined","detail":"You said no.","ms":0}""";
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Started, declined, Said.Finished("Not done.", "cancelled")).End());
        using var user = Person(intents, "n");

        var run = await user.RunAsync("chat", "-p", "Cancel 1002");

        run.Exit.ShouldBe(0);
        run.Out.ShouldContain("  2 orders.cancel not done: You said no.\n");
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    public async Task No_or_nothing_declines(string said)
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Started, Said.Finished("Nothing was cancelled.")).End());
        using var user = Person(intents, "Cancel 1002", said);

        (await user.RunAsync("chat")).Out.ShouldContain("Nothing was cancelled.");

        intents.Runs[1].Text.ShouldBe("""{"decision":"decline"}""");
    }

    [Fact]
    public async Task Anything_else_is_the_next_message_and_decides_nothing()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Started, Said.Finished("240 dollars.")).End());
        using var user = Person(intents, "Cancel 1002", "what did it cost?");

        await user.RunAsync("chat");

        intents.Runs[1].Path.ShouldEndWith("/messages");
        intents.Runs[1].Text.ShouldContain("what did it cost?");
    }

    [Fact]
    public async Task Lines_that_are_piped_in_are_messages_and_nothing_is_asked()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.AsksFirst), FakeIntents.Open(8, Said.Goes).End());
        using var user = new User(intents.Address) { Piped = "Cancel 1002\n\nyes\n" };

        var run = await user.RunAsync("chat");

        run.Exit.ShouldBe(0);
        run.Out.ShouldBe("Order 1002 is pending.\nOrder 1002 was cancelled.\n");
        run.Error.ShouldContain("Cancel order #1002 (desk, $240.00)? (reply \"yes 7K3Q\" or \"no\")\n");
        run.Error.ShouldNotContain("\n> ");
        run.Error.ShouldNotContain("You can ask for");
        intents.Runs[1].Text.ShouldContain("\"text\":\"yes\"");
    }

    [Fact]
    public async Task A_failure_of_piped_lines_is_the_exit_status_and_a_persons_is_not()
    {
        await using var intents = new FakeIntents(FakeIntents.Problem(429, "rate_limited", "Slowly."), FakeIntents.Run(Said.Started, Said.Finished("ok")), FakeIntents.Problem(429, "rate_limited", "Slowly."));
        using var script = new User(intents.Address) { Piped = "one\ntwo\n" };
        var piped = await script.RunAsync("chat");
        (piped.Exit, piped.Out).ShouldBe((6, "ok\n"));

        using var user = Person(intents, "three");
        var typed = await user.RunAsync("chat");
        typed.Exit.ShouldBe(0);
        typed.Out.ShouldContain("banyan: Slowly.");
    }

    [Fact]
    public async Task A_demo_asks_who_you_are_until_it_knows()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")))
        {
            IsDemo = true,
            Instead = request => request.Header("x-banyan-user") == "nobody" ? FakeIntents.Problem(403, "not_allowed", "Nobody is nobody here.") : null,
        };
        using var user = Person(intents, "nobody", "ada@shop.example", "hi");

        var run = await user.RunAsync("chat");

        run.Out.ShouldStartWith("Your e-mail: nobody\nNobody is nobody here.\nYour e-mail: ada@shop.example\nThis is a demo: whoever types an e-mail is taken for its owner.\nYou are ada@shop.example. ");
        intents.Last.Header("x-banyan-user").ShouldBe("ada@shop.example");
    }

    [Fact]
    public async Task A_demo_without_somebody_to_ask_wants_the_flag()
    {
        await using var intents = new FakeIntents { IsDemo = true };
        using var user = new User(intents.Address) { Piped = "" };

        var run = await user.RunAsync("chat", "-p", "hi", "--json");

        run.Exit.ShouldBe(2);
        run.JsonError.GetProperty("hint").GetString()!.ShouldContain("--user ada@shop.example");
    }

    [Fact]
    public async Task A_backslash_goes_on_in_the_next_line()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = Person(intents, "Complain:\\", "the box was damaged");

        (await user.RunAsync("chat")).Out.ShouldContain("... the box was damaged\n");

        intents.Last.Text.ShouldContain("Complain:\\nthe box was damaged");
    }

    [Fact]
    public async Task Ctrl_c_at_the_prompt_warns_and_the_next_one_leaves()
    {
        await using var intents = new FakeIntents(FakeIntents.Run(Said.Started, Said.Finished("ok")));
        using var user = new User(intents.Address) { IsTerminal = true };
        var typing = new TaskCompletionSource<string?>();
        var pressed = new Interrupting(user, typing);

        var run = await user.RunAsync(pressed, "chat");

        run.Exit.ShouldBe(130);
        run.Error.ShouldEndWith("> \nPress Ctrl-C again to leave, or go on typing.\n> \n");
    }

    [Fact]
    public async Task A_terminal_gets_colours_unless_it_wants_none()
    {
        await using var intents = new FakeIntents([.. Enumerable.Range(0, 3).Select(_ => FakeIntents.Run(Said.Started, Said.One, Said.Get, Said.Finished("ok")))]);
        using var user = new User(intents.Address) { IsTerminal = true };

        (await user.RunAsync("chat", "-p", "hi")).Error.ShouldContain("\u001b[2m");
        (await user.RunAsync("chat", "-p", "hi", "--no-color")).Error.ShouldNotContain('\u001b');
        user.With("NO_COLOR", "1");
        (await user.RunAsync("chat", "-p", "hi")).Error.ShouldNotContain('\u001b');
    }

    internal static User Person(FakeIntents intents, params string[] lines) => new(intents.Address) { Typed = lines, IsOneScreen = true };

    internal static string Masked(string shown) => Seconds().Replace(shown, "0.0 s,");

    [GeneratedRegex(@"\d+\.\d s,", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();

    /// <summary>Somebody who presses Ctrl-C twice where a line is expected.</summary>
    private sealed class Interrupting(User user, TaskCompletionSource<string?> typing) : TextReader
    {
        public override Task<string?> ReadLineAsync()
        {
            user.Interrupts.Press().ShouldBeTrue();
            user.Interrupts.Press().ShouldBeTrue();
            return typing.Task;
        }
    }
}
