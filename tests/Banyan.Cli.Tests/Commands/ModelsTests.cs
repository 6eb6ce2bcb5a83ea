using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class ModelsTests
{
    [Fact]
    public async Task Models_stand_in_columns_that_wide_characters_do_not_shift()
    {
        await using var wall = ScriptedWall.Start(Answers.Models("mock/chat", "速い", "x\\u001b[1m"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("models");

        run.Exit.ShouldBe(0);
        run.Out.ShouldBe("MODEL      OWNED BY\nmock/chat  mock\n速い       mock\nx\u241b[1m      mock\n");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_names_are_stable()
    {
        await using var wall = ScriptedWall.Start(Answers.Models("mock/chat"));
        using var user = new User(wall.Address);

        (await user.RunAsync("models", "--json")).Out.ShouldBe("""{"models":[{"id":"mock/chat","ownedBy":"mock"}]}""" + "\n");
    }

    [Fact]
    public async Task A_missing_right_has_its_exit_status()
    {
        await using var wall = ScriptedWall.Start(Answers.Error(403, "not_allowed", "The key may not list models."));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("models", "--json");

        run.Exit.ShouldBe(3);
        run.Out.ShouldBeEmpty();
        run.JsonError.GetProperty("code").GetString().ShouldBe("not_allowed");
        run.JsonError.GetProperty("hint").GetString().ShouldBe("Ask for a key with the needed scope or model.");
    }

    [Fact]
    public async Task No_models_is_no_error_but_is_told()
    {
        await using var wall = ScriptedWall.Start(Answers.Models());
        using var user = new User(wall.Address);

        var run = await user.RunAsync("models");

        (run.Exit, run.Out).ShouldBe((0, "MODEL  OWNED BY\n"));
        run.Error.ShouldStartWith("The key may use no model");
    }

    [Fact]
    public async Task Colours_come_only_to_a_terminal_that_wants_them()
    {
        await using var wall = ScriptedWall.Start(Answers.Models("mock/chat"));
        using var user = new User(wall.Address);
        (await user.RunAsync("models")).Out.ShouldNotContain('\u001b');

        user.IsTerminal = true;
        (await user.RunAsync("models")).Out.ShouldContain('\u001b');
        (await user.RunAsync("models", "--no-color")).Out.ShouldNotContain('\u001b');
        user.With("NO_COLOR", "1");
        (await user.RunAsync("models")).Out.ShouldNotContain('\u001b');
    }
}
