using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Parsing;

public sealed class UsageTests
{
    [Theory]
    [InlineData("modles", "Did you mean models?")]
    [InlineData("dcotor", "Did you mean doctor?")]
    [InlineData("frobnicate", "See banyan --help.")]
    public async Task A_mistyped_command_suggests_the_right_one(string word, string hint)
    {
        using var user = new User();
        var run = await user.RunAsync(word);

        run.Exit.ShouldBe(2);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(hint);
    }

    [Fact]
    public async Task A_mistyped_option_never_becomes_part_of_a_question()
    {
        using var user = new User();
        var run = await user.RunAsync("ask", "--modle", "x", "hi");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("Did you mean --model?");
        run.Error.ShouldContain("Put -- before text");
    }

    [Fact]
    public async Task Text_may_begin_with_a_dash_or_an_at_sign()
    {
        using var user = new User();
        (await user.RunAsync("ask", "--dry-run", "--system", "- be brief", "--", "-5", "+ 3?")).Out.ShouldContain("-5 + 3?");
        (await user.RunAsync("ask", "--dry-run", "@nobody")).Out.ShouldContain("@nobody");
    }

    [Fact]
    public async Task Wrong_usage_is_a_line_of_json_where_json_is_wanted()
    {
        using var user = new User();
        var run = await user.RunAsync("models", "--json", "more");

        run.Exit.ShouldBe(2);
        CliRun.Names(run.JsonError).ShouldBe(["code", "message", "hint"]);
        run.JsonError.GetProperty("code").GetString().ShouldBe("usage");
    }

    [Fact]
    public async Task No_command_is_wrong_usage()
    {
        using var user = new User();
        var run = await user.RunAsync();

        (run.Exit, run.Error).ShouldBe((2, "banyan: A command is missing.\n  See banyan --help.\n"));
    }

    [Fact]
    public async Task There_is_no_way_to_give_a_key_as_an_argument()
    {
        using var user = new User();
        (await user.RunAsync("models", "--key", "byn_live_x")).Exit.ShouldBe(2);
    }
}
