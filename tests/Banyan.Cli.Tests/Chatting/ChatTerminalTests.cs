using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Terminals;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>The program itself at a terminal of its own, as a person has it.</summary>
public sealed class ChatTerminalTests : IDisposable
{
    private const string Left = "\u001b[D", Up = "\u001b[A";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "banyan");
    private readonly TempFolder _home = new();

    [Fact]
    public async Task A_person_types_edits_wide_letters_and_leaves_with_ctrl_d()
    {
        await using var intents = new FakeIntents(Ok("Done."), Ok("Again."));
        await using var terminal = Start(intents.Address);
        var before = terminal.Manners;
        await terminal.SeeAsync("/help lists commands.");
        await terminal.SeeAsync("> ");

        terminal.Type($"\u65e5\u8a9ee\u0301\U0001f44d\U0001f3fd!{Left}{Left}\u007f{Left}\u672c\r");
        await terminal.SeeAsync("Done.");
        await terminal.SeeAsync("> ");
        terminal.Type("one\\\rtwo\r");
        await terminal.SeeAsync("Again.");
        await terminal.SeeAsync("> ");
        terminal.Type("\u0004");

        (await terminal.EndAsync()).ShouldBe(0);
        terminal.Manners.ShouldBe(before, "the terminal is left as it was");
        intents.Runs.Select(Text).ShouldBe(["\u65e5\u672c\u8a9e\U0001f44d\U0001f3fd!", "one\ntwo"]);
        terminal.Shown.ShouldNotContain("\u001b[2J");
    }

    [Fact]
    public async Task A_paste_is_one_message_and_a_narrower_window_loses_nothing()
    {
        await using var intents = new FakeIntents(Ok("Done."));
        await using var terminal = Start(intents.Address);
        await terminal.SeeAsync("> ");

        terminal.Type("\u001b[200~```\nx = 1;\n```\u001b[201~");
        await terminal.SeeAsync("... ```");
        terminal.Resize(20, 10);
        await terminal.SeeAsync("... ```");
        terminal.Type(" said somebody in a hurry\r");

        await terminal.SeeAsync("Done.");
        Text(intents.Last).ShouldBe("```\nx = 1;\n``` said somebody in a hurry");
    }

    [Fact]
    public async Task Commands_intents_and_conversations_are_completed_and_what_was_said_comes_back_another_day()
    {
        await using var intents = new FakeIntents(Ok("Done."), Ok("Done."));
        await using (var first = Start(intents.Address))
        {
            await first.SeeAsync("> ");
            first.Type("/hi\t");
            await first.SeeAsync("/history ");
            first.Type("0\t");
            await first.SeeAsync($"/history {FakeIntents.Conversation} ");
            first.Type("\r");
            await first.SeeAsync("> What about my orders?");
            await first.SeeAsync("> ");
            first.Type("orders.c\t");
            await first.SeeAsync("orders.cancel ");
            first.Type("1002\r");
            await first.SeeAsync("Done.");
            await first.SeeAsync("> ");
            first.Type("/exit\r");
            (await first.EndAsync()).ShouldBe(0);
        }

        Text(intents.Last).ShouldBe("orders.cancel 1002");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_home.Path, ".config", "banyan", "default.history")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using var second = Start(intents.Address);
        await second.SeeAsync("> ");
        second.Type($"{Up}{Up}\r");
        await second.SeeAsync("Done.");
        Text(intents.Last).ShouldBe("orders.cancel 1002");
    }

    [Fact]
    public async Task Markdown_is_dressed_up_block_by_block_and_what_steers_is_shown()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("# Ti", "tle\\nSome **bo", "ld** \\u001b[2J&#27;[2J\\n\\n```\\n**code**\\n```"));
        await using var terminal = Start(wall.Address, "--model", "mock/chat");
        await terminal.SeeAsync("> ");
        terminal.Type("one\r");

        await terminal.SeeAsync("\u001b[1mTitle\u001b[0m\r\nSome \u001b[1mbold\u001b[0m \u241b[2J\u241b[2J\r\n");
        await terminal.SeeAsync("\r\n**code**\r\n");
        await terminal.SeeAsync("7 + 3 tokens, 0.00000040 USD");
        terminal.Shown.Split("Title").Length.ShouldBe(2, "each block is printed once");
    }

    [Fact]
    public async Task Ctrl_c_stops_an_answer_and_twice_leaves()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var intents = new FakeIntents(
            FakeIntents.More(FakeIntents.Open(1, Said.Started, Said.Piece("Half an answer.\\n\\n")).WaitFor(first.Task), 3, Said.Finished("Half an answer.\\n\\n", "cancelled")).End(),
            FakeIntents.Open(1, Said.Started, Said.Piece("Another.\\n\\n")).Silence())
        {
            Instead = request =>
            {
                if (request.Path.EndsWith("/cancel", StringComparison.Ordinal))
                {
                    (first.TrySetResult() ? first : second).TrySetResult();
                }

                return null;
            },
        };
        await using var terminal = Start(intents.Address);
        await terminal.SeeAsync("> ");

        terminal.Type("one\r");
        await terminal.SeeAsync("Half an answer.");
        terminal.Type("\u0003");
        await terminal.SeeAsync("Stopped. Nothing was changed.");
        await terminal.SeeAsync("> ");
        terminal.Type("two\r");
        await terminal.SeeAsync("Another.");
        terminal.Type("\u0003");
        await second.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        terminal.Type("\u0003");

        (await terminal.EndAsync()).ShouldBe(130);
    }

    [Fact]
    public async Task Ctrl_c_at_the_prompt_drops_the_line_and_warns_and_the_next_one_leaves()
    {
        await using var intents = new FakeIntents();
        await using var terminal = Start(intents.Address);
        var before = terminal.Manners;
        await terminal.SeeAsync("> ");

        terminal.Type("never mind\u0003");
        await terminal.SeeAsync("Press Ctrl-C again to leave, or go on typing.");
        await terminal.SeeAsync("> ");
        terminal.Type("\u0003");

        (await terminal.EndAsync()).ShouldBe(130);
        terminal.Manners.ShouldBe(before);
        intents.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_changed_where_it_stands()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("One."), Answers.Whole("Two."));
        await using var terminal = Start(wall.Address, "--model", "mock/chat");
        await terminal.SeeAsync("> ");
        terminal.Type("What is on?\r");
        await terminal.SeeAsync("One.");
        await terminal.SeeAsync("> ");

        terminal.Type("/edit\r");
        await terminal.SeeAsync("edit> What is on?");
        terminal.Type("\u007fe?\r");

        await terminal.SeeAsync("Two.");
        wall.Requests.Last().Text.ShouldContain("""[{"role":"user","content":"What is one?"}]""");
    }

    [Fact]
    public async Task The_answer_goes_where_it_is_sent_and_the_talk_stays_at_the_terminal()
    {
        await using var intents = new FakeIntents(Ok("**Done** as it is."));
        var kept = _home.File("answer.txt");
        await using var terminal = Start(intents.Address, "sh", ["-c", "exec \"$0\" chat >\"$1\"", Program, kept]);
        await terminal.SeeAsync("> ");

        terminal.Type($"two{Left}{Left}{Left}one \r");
        await terminal.SeeAsync("0.0004 USD");
        await terminal.SeeAsync("> ");
        terminal.Type("\u0004");

        (await terminal.EndAsync()).ShouldBe(0);
        Text(intents.Last).ShouldBe("one two");
        (await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken)).ShouldBe("**Done** as it is.\n");
    }

    public void Dispose() => _home.Dispose();

    private static WallScript Ok(string text) => FakeIntents.Run(Said.Started, Said.Piece(text), Said.Finished(text));

    private static string? Text(WallRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("text").GetString();
    }

    private PseudoTerminal Start(Uri service, params string[] more) => Start(service, Program, ["chat", .. more]);

    private PseudoTerminal Start(Uri service, string program, string[] words)
    {
#pragma warning disable RS0030 // The program's own runtime is found as this one was.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = _home.Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            ["TERM"] = "xterm-256color",
            ["BANYAN_KEY"] = "byn_live_secret",
            ["BANYAN_URL"] = service.ToString(),
        };
#pragma warning restore RS0030
        return PseudoTerminal.Start(program, words, environment);
    }
}
