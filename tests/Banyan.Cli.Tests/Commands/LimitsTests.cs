using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class LimitsTests
{
    private const string Limit =
        """{"id":"service:billing","scope":"SERVICE","scopeId":"billing","requestsPerMinute":600,"tokensPerMinute":500000,"concurrent":null,"mode":"ENFORCE","remainingRequests":598,"remainingTokens":499000,"resetsAt":null}""";

    [Fact]
    public async Task Limits_are_a_table()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"rateLimits":[{{{Limit}}}]}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("limits", "list", "--scope", "service");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("""
            ID               REQUESTS/MIN  TOKENS/MIN  AT ONCE  MODE     LEFT  TOKENS LEFT
            service:billing  600           500000      -        enforce  598   499000

            """.ReplaceLineEndings("\n"));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"scope":"SERVICE"}""");
    }

    [Theory]
    [InlineData("set", "ENFORCE")]
    [InlineData("shadow", "SHADOW")]
    public async Task A_limit_is_set_as_told(string verb, string mode)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"setRateLimit":""" + Limit + "}}"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("limits", verb, "user:a:b", "--requests", "600", "--tokens", "3000000000");

        run.Out.ShouldContain("service:billing");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain($$$"""{"input":{"scope":"USER","scopeId":"a:b","requestsPerMinute":600,"tokensPerMinute":3000000000,"mode":"{{{mode}}}"}}""");
    }

    [Fact]
    public async Task A_limit_is_taken_away()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"removeRateLimit":true}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("limits", "remove", "service:billing")).Out.ShouldBe("The limit service:billing is gone.\n");
    }

    [Fact]
    public async Task The_guides_commands_set_show_and_take_away_limits_of_the_real_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var commands = File.ReadLines(Path.Combine(Pages.Root, "docs", "guides", "limits.md")).Where(line => line.StartsWith("banyan limits ", StringComparison.Ordinal)).ToList();
        commands.Select(command => command.Split(' ')[2]).ShouldBe(["shadow", "set", "set", "list", "remove"]);
        var said = new List<string>();
        foreach (var command in commands)
        {
            var run = await user.RunAsync(command.Split(' ')[1..]);
            run.Exit.ShouldBe(0, $"{command}: {run.Error}");
            said.Add(run.Out);
        }

        said[0].ShouldMatch(@"service:billing +600 +500000 +- +shadow +600 +500000");
        said[1].ShouldMatch(@"service:billing +600 +500000 +20 +enforce +600 +500000");
        said[3].ShouldContain("service:billing");
        said[3].ShouldNotContain("user:*");
        said[4].ShouldBe("The limit service:billing is gone.\n");
        (await user.RunAsync("limits", "remove", "service:billing")).Out.ShouldBe("There was no limit service:billing that was set.\n");
        (await user.RunAsync("limits", "show")).Out.ShouldContain("user:*");
    }

    [Theory]
    [InlineData("set", "billing", "--requests", "1")]
    [InlineData("set", "team:x", "--requests", "1")]
    [InlineData("set", "service:billing")]
    [InlineData("remove", "billing")]
    [InlineData("list", "--scope", "team")]
    public async Task What_is_no_limit_is_said_before_anything_is_asked(params string[] words)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}"));
        using var user = new User(wall.Address);
        (await user.RunAsync(["limits", .. words])).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
    }
}
