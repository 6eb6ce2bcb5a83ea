using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>Over the real service's program, which is built beside these tests.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task A_sound_configuration_is_clean()
    {
        using var user = new User();
        var run = await user.RunAsync("check", Write(user, "aliases:\n  fast:\n    targets: [mock/chat]\n"));

        run.Error.ShouldBeEmpty();
        run.Out.ShouldContain("0 errors");
        run.Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Every_error_is_told_with_its_path()
    {
        using var user = new User();
        var file = Write(user, "server:\n  lisen: http://127.0.0.1:1\naliases:\n  fast:\n    targets: [nobody/nothing]\n");

        var text = await user.RunAsync("check", file);
        text.Exit.ShouldBe(1);
        text.Out.ShouldContain("server.lisen");
        text.Out.ShouldContain("aliases.fast");

        var json = await user.RunAsync("check", file, "--json");
        json.Exit.ShouldBe(1);
        json.Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        json.Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()).ShouldContain("server.lisen");
    }

    private static string Write(User user, string yaml)
    {
        var path = user.Home.File("banyan.yaml");
        File.WriteAllText(path, yaml);
        return path;
    }
}
