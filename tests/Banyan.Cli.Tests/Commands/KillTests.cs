using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class KillTests
{
    private const string Kill = """{"id":"k1","scope":"FEATURE","scopeId":"autocomplete","cutStreams":true,"reason":"loop","setBy":"key:Ab12Cd34","setAt":"2026-11-21T12:00:00.000Z","expiresAt":null}""";

    [Fact]
    public async Task What_is_stopped_is_a_table()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"killSwitches":[{{{Kill}}}]}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("kill", "list")).Out.ShouldBe("""
            ID  STOPS                 STREAMS  SINCE                     UNTIL     BY            REASON
            k1  feature autocomplete  cut      2026-11-21T12:00:00.000Z  for ever  key:Ab12Cd34  loop

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_switch_is_thrown_with_a_reason_and_a_yes()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"setKillSwitch":{{{Kill}}}}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("kill", "on", "feature", "autocomplete", "--yes")).Exit.ShouldBe(2);
        (await user.RunAsync("kill", "on", "feature", "--reason", "loop", "--yes")).Exit.ShouldBe(2);
        (await user.RunAsync("kill", "on", "all", "--reason", "loop")).Exit.ShouldBe(2);
        (await user.RunAsync("kill", "on", "planet", "earth", "--reason", "loop", "--yes")).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
        (await user.RunAsync("kill", "on", "feature", "autocomplete", "--reason", "loop", "--cut-streams", "--yes")).Out
            .ShouldBe("Stopped feature autocomplete. To let it go on: banyan kill off k1\n");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"input":{"scope":"FEATURE","scopeId":"autocomplete","cutStreams":true,"reason":"loop","expiresAt":null}}""");
    }

    [Fact]
    public async Task A_switch_is_taken_back_and_direct_mode_switched()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(
            request.Text.Contains("clearKillSwitch", StringComparison.Ordinal) ? """{"data":{"clearKillSwitch":true}}""" : """{"data":{"setDirectMode":null}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("kill", "off", "k1")).Out.ShouldBe("The switch k1 is taken back.\n");
        (await user.RunAsync("kill", "direct", "off", "--reason", "over", "--yes")).Out.ShouldBe("The direct mode is off.\n");
        (await user.RunAsync("kill", "direct", "on", "--yes")).Exit.ShouldBe(2);
    }
}
