using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class ConversationsTests
{
    [Fact]
    public async Task Everything_of_a_person_is_one_file_only_its_owner_may_read()
    {
        using var folder = new TempFolder();
        await using var wall = ScriptedWall.Start(Answer);
        using var user = new User(wall.Address);

        var run = await user.RunAsync("conversations", "export", "--user", "ada@shop.example", "--out", folder.File("ada.json"));

        (run.Exit, run.Out, run.Error.Trim()).ShouldBe((0, "", $"3 conversations were written to {folder.File("ada.json")}."));
        var written = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("ada.json"))).RootElement;
        written.GetProperty("user").GetString().ShouldBe("ada@shop.example");
        written.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("messages")[0].GetProperty("text").GetString()).ShouldBe(["said in c1", "said in c2", "said in c3"]);
        wall.Requests.ShouldAllBe(request => request.Header("x-banyan-user") == "ada@shop.example");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(folder.File("ada.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Without_a_file_it_goes_to_standard_output()
    {
        await using var wall = ScriptedWall.Start(Answer);
        using var user = new User(wall.Address);

        var run = await user.RunAsync("conversations", "export");

        run.Exit.ShouldBe(0);
        run.Json.GetProperty("user").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Json.GetProperty("conversations").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task What_fails_on_the_way_leaves_no_half_of_it()
    {
        using var folder = new TempFolder();
        await using var wall = ScriptedWall.Start(request => request.Path.EndsWith("c2", StringComparison.Ordinal) ? WallScript.Json("""{"code":"dependency_unavailable","detail":"The database is away."}""", 503) : Answer(request));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("conversations", "export", "--out", folder.File("ada.json"));

        run.Exit.ShouldNotBe(0);
        File.Exists(folder.File("ada.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_erased_without_a_yes()
    {
        await using var wall = ScriptedWall.Start(Answer);
        using var user = new User(wall.Address);

        (await user.RunAsync("conversations", "erase", "--user", "ada@shop.example")).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
        var run = await user.RunAsync("conversations", "erase", "--user", "ada@shop.example", "--yes");

        (run.Exit, run.Error.Trim()).ShouldBe((0, "Everything was erased."));
        var asked = wall.Requests.ShouldHaveSingleItem();
        (asked.Method, asked.Path).ShouldBe(("DELETE", "/intents/v1/conversations"));
    }

    private static WallScript Answer(WallRequest request) => request switch
    {
        { Method: "DELETE" } => WallScript.Json("{}"),
        { Path: "/intents/v1/conversations" } => WallScript.Json("""{"conversations":[{"id":"c1"},{"id":"c2"}],"next":"77"}"""),
        { Path: "/intents/v1/conversations?after=77" } => WallScript.Json("""{"conversations":[{"id":"c3"}],"next":null}"""),
        _ => WallScript.Json($$"""{"id":"{{request.Path[^2..]}}","messages":[{"role":"user","text":"said in {{request.Path[^2..]}}"}]}"""),
    };
}
