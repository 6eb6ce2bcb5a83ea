using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Chatting;

/// <summary>Commands of a chat with a model: what is kept here can all be changed.</summary>
public sealed class ModelVerbTests
{
    [Fact]
    public async Task How_a_model_is_asked_is_set_shown_and_taken_away()
    {
        await using var wall = ScriptedWall.Start([.. Enumerable.Range(0, 3).Select(_ => Answers.Whole("ok"))]);

        var run = await ChatAsync(
            wall,
            "/model fast", "/system Be brief.", "/prompt summarize@production", "/vars article=Trees grow.", "/vars most=3", "/vars words=[\"a\", \"b\"]", "/tools clock, weather",
            "one",
            "/system -", "/prompt -", "/vars most=", "/tools -",
            "two",
            "/vars -", "/vars", "/model");

        run.Exit.ShouldBe(0, run.Error);
        Sent(wall, 0).ShouldStartWith("""
            {"model":"fast","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"one"}],"banyan":{"prompt":"summarize@production","variables":{"article":"Trees grow.","most":3,"words":["a","b"]},"tools":["clock","weather"]},"stream":true,
            """.Trim());
        Sent(wall, 1).ShouldContain("""{"role":"user","content":"two"}],"banyan":{"variables":{"article":"Trees grow.","words":["a","b"]}},"stream":true""");
        run.Out.ShouldStartWith("fast\nBe brief.\nsummarize@production\narticle = \"Trees grow.\"\narticle = \"Trees grow.\"\nmost = 3\n");
        run.Out.ShouldEndWith("ok\nno variables\nno variables\nfast\n");
    }

    [Fact]
    public async Task Nothing_is_said_to_banyan_alone_when_there_is_nothing_of_it()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));

        await ChatAsync(wall, "one");

        Sent(wall, 0).ShouldNotContain("banyan");
    }

    [Theory]
    [InlineData("/vars 3", "A variable is written NAME=VALUE.")]
    [InlineData("/vars =3", "A variable is written NAME=VALUE.")]
    [InlineData("/prompt two words", "A prompt's name has no spaces.")]
    [InlineData("/retry", "Nothing was said yet.")]
    [InlineData("/edit x", "Nothing was said yet.")]
    [InlineData("/undo", "Nothing was said yet.")]
    [InlineData("/save", "Where to?")]
    [InlineData("/load", "Which one?")]
    [InlineData("/load nowhere.json", "nowhere.json is not there.")]
    [InlineData("/fork main", "There is a conversation called main already.")]
    [InlineData("/intents", "/intents means nothing here: you talk with a model itself, which does nothing but answer.")]
    [InlineData("/steps", "/steps means nothing here")]
    [InlineData("/user bob@shop.example", "/user means nothing here")]
    public async Task What_cannot_be_done_is_said_and_nothing_is_sent(string line, string said)
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));

        var run = await ChatAsync(wall, line);

        run.Error.ShouldContain(said);
        run.Exit.ShouldNotBe(0);
        wall.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retry_edit_and_undo_change_what_was_said()
    {
        await using var wall = ScriptedWall.Start([.. new[] { "A", "B", "C", "D", "E" }.Select(text => Answers.Whole(text))]);

        var run = await ChatAsync(wall, "one", "two", "/retry", "/edit zwei", "/undo", "three", "/history");

        var talks = Enumerable.Range(0, 5).Select(at => Said(wall, at)).ToList();
        talks.ShouldBe(["one", "one A two", "one A two", "one A zwei", "one A three"]);
        run.Out.ShouldEndWith("> one\nA\n> three\nE\n");
        run.Error.ShouldContain("Forgotten: zwei");
    }

    [Fact]
    public async Task A_message_that_failed_is_asked_again_by_retry()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("A"), Answers.Error(503, "provider_unavailable", "Away."), Answers.Whole("B"));

        await ChatAsync(wall, "one", "two", "/retry");

        Said(wall, 2).ShouldBe("one A two");
    }

    [Fact]
    public async Task A_fork_goes_its_own_way_and_load_comes_back()
    {
        await using var wall = ScriptedWall.Start([.. new[] { "A", "B", "C", "D" }.Select(text => Answers.Whole(text))]);

        var run = await ChatAsync(wall, "one", "/fork", "two", "/load main", "three", "/load main-2", "four");

        Enumerable.Range(0, 4).Select(at => Said(wall, at)).ShouldBe(["one", "one A two", "one A three", "one A two B four"]);
        run.Error.ShouldContain("You go on in main-2; main stays as it is (/load main).");
    }

    [Fact]
    public async Task What_is_saved_is_readable_by_its_owner_alone_and_goes_on_elsewhere()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("A \\u2603"), Answers.Whole("B"));
        using var user = new User(wall.Address) { Piped = "/system Be brief.\n/vars x=1\none\n/save ~/talk.json\n" };
        var path = user.Home.File("talk.json");

        (await user.RunAsync("chat", "--model", "mock/chat")).Exit.ShouldBe(0);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        user.Piped = $"/load {path}\n/system\ntwo\n/save {path}\n";
        var run = await user.RunAsync("chat", "--model", "other/model");

        run.Out.ShouldStartWith("Be brief.\n");
        Said(wall, 1).ShouldBe("Be brief. one A \u2603 two");
        Sent(wall, 1).ShouldContain("\"model\":\"mock/chat\"");
        Sent(wall, 1).ShouldContain("\"variables\":{\"x\":1}");
        run.Error.ShouldContain($"{path} is there already; nothing was written.");
        (run.Exit, (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Contains("two", StringComparison.Ordinal)).ShouldBe((5, false));
    }

    [Fact]
    public async Task A_file_that_is_no_conversation_changes_nothing()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("A"), Answers.Whole("B"));
        using var user = new User(wall.Address);
        await File.WriteAllTextAsync(user.Home.File("odd.json"), """{"model":"m","messages":[{"role":"assistant","content":"first"}]}""", TestContext.Current.CancellationToken);
        user.Piped = $"one\n/load {user.Home.File("odd.json")}\ntwo\n";

        (await user.RunAsync("chat", "--model", "mock/chat")).Error.ShouldContain("odd.json is no saved conversation with a model.");

        Said(wall, 1).ShouldBe("one A two");
    }

    [Fact]
    public async Task Cost_adds_up_exactly_and_says_what_was_not_told()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("A"), Answers.Whole("B"), Answers.Stream(Answers.Chunk("C"), Answers.Stop, "[DONE]").End());

        var run = await ChatAsync(wall, "/cost", "one", "two", "/cost", "three", "/cost");

        run.Out.ShouldContain("0 answers, 0 model calls, 0 tokens, 0 USD, 0.0 s\n");
        run.Out.ShouldContain("2 answers, 2 model calls, 20 tokens, 0.00000080 USD, ");
        run.Out.ShouldContain("3 answers, 3 model calls, 20 tokens, 0.00000080 USD, ");
        run.Out.ShouldContain("at least: what 1 answer cost was not told\n");
    }

    [Fact]
    public async Task Under_json_each_command_is_one_object()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("A"), Answers.Whole("B"));
        string[] lines = ["/model", "/system Be brief.", "/prompt p", "/vars x=1", "/tools t", "one", "/retry", "/history", "/cost", "/fork", "/undo", "/load main", "/clear", "/help"];

        var run = await ChatAsync(wall, ["--json"], lines);

        (run.Exit, run.Error).ShouldBe((0, ""));
        var told = run.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        told.Select(one => one.TryGetProperty("command", out var command) ? command.GetString() : one.GetProperty("text").GetString())
            .ShouldBe(["/model", "/system", "/prompt", "/vars", "/tools", "A", "B", "/history", "/cost", "/fork", "/undo", "/load", "/clear", "/help"]);
        told[4].GetRawText().ShouldBe("""{"command":"/tools","system":"Be brief.","prompt":"p","variables":{"x":1},"tools":["t"]}""");
        CliRun.Names(told[7]).ShouldBe(["command", "model", "system", "prompt", "variables", "tools", "messages"]);
        CliRun.Names(told[8]).ShouldBe(["command", "answers", "modelCalls", "tokens", "usd", "seconds", "untold"]);
        told[8].GetProperty("usd").GetString().ShouldBe("0.00000080");
        told[9].GetRawText().ShouldBe("""{"command":"/fork","name":"main-2","from":"main"}""");
        told[13].GetProperty("commands").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldContain("/fork");
    }

    private static Task<CliRun> ChatAsync(ScriptedWall wall, params string[] lines) => ChatAsync(wall, [], lines);

    private static async Task<CliRun> ChatAsync(ScriptedWall wall, string[] flags, string[] lines)
    {
        using var user = new User(wall.Address) { Piped = string.Join('\n', lines) + "\n" };
        return await user.RunAsync(["chat", "--model", "mock/chat", .. flags]);
    }

    private static string Sent(ScriptedWall wall, int at) => wall.Requests.ElementAt(at).Text;

    private static string Said(ScriptedWall wall, int at)
    {
        using var body = JsonDocument.Parse(Sent(wall, at));
        return string.Join(' ', body.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()));
    }
}
