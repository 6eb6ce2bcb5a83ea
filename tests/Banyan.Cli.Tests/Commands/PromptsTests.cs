using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class PromptsTests
{
    private const string File = "---\\nname: \\\"team/greet\\\"\\n---\\nHello {{name}}";

    [Fact]
    public async Task Publishing_names_the_version_that_is_active_now()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("""{"data":{"prompt":{"activeVersion":{"version":1},"versions":[{"id":"v2","version":2,"status":"DRAFT"}]}}}"""),
            WallScript.Json("""{"data":{"publishPromptVersion":{"version":2,"status":"ACTIVE"}}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("prompts", "publish", "team/greet", "2", "--reason", "warmer");

        (run.Exit, run.Out).ShouldBe((0, "team/greet serves version 2.\n"));
        wall.Requests.ElementAt(1).Text.ShouldContain("""{"id":"team/greet","version":"v2","reason":"warmer","expected":1}""");
    }

    [Fact]
    public async Task A_version_that_is_none_is_not_found_and_nothing_is_changed()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"prompt":{"activeVersion":null,"versions":[]}}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("prompts", "publish", "team/greet", "9")).Exit.ShouldBe(4);
        wall.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Files_are_pulled_byte_for_byte_and_pushed_with_what_they_were_made_from()
    {
        using var folder = new TempFolder();
        await using var wall = ScriptedWall.Start(
            WallScript.Json($$$"""{"data":{"exportPrompts":[{"name":"team/greet","version":1,"contentHash":"sha256:1","text":"{{{File}}}"}]}}"""),
            WallScript.Json("""{"data":{"importPrompts":[{"name":"team/greet","change":"drifted","version":null,"contentHash":null,"problem":"made from version 1; the newest is 2"}]}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("prompts", "pull", folder.Path)).Out.ShouldStartWith("1 prompts");
        (await System.IO.File.ReadAllTextAsync(folder.File("team/greet.prompt"))).ShouldBe("---\nname: \"team/greet\"\n---\nHello {{name}}");
        var push = await user.RunAsync("prompts", "push", folder.Path, "--json");

        (push.Exit, push.JsonError.GetProperty("code").GetString()).ShouldBe((5, "conflict"));
        wall.Requests.ElementAt(1).Text.ShouldContain("\"baseHash\":\"sha256:1\"");
        wall.Requests.ElementAt(1).Text.ShouldContain("\"dryRun\":false");
    }

    [Fact]
    public async Task A_name_that_leads_out_of_the_folder_writes_nothing()
    {
        using var folder = new TempFolder();
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"exportPrompts":[{"name":"../../evil","version":1,"contentHash":"h","text":"x"}]}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("prompts", "pull", folder.File("in"))).Exit.ShouldBe(1);
        System.IO.File.Exists(folder.File("evil.prompt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Variables_that_are_no_json_are_a_usage_error()
    {
        using var user = new User();
        (await user.RunAsync("prompts", "render", "team/greet", "--variables", "{")).Exit.ShouldBe(2);
        (await user.RunAsync("prompts", "push", "/nowhere/at/all")).Exit.ShouldBe(2);
    }
}
