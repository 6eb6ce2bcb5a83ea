using Banyan.Cli.Parsing;
using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Settings;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SettingsTests
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_flag_beats_the_environment_which_beats_the_profile()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(new Uri("http://127.0.0.1:1"));
        Keep(user, "work.json", $$"""{"url":"{{wall.Address}}","model":"profiled"}""");

        (await user.RunAsync("ask", "hi", "--profile", "work")).Exit.ShouldBe(1);
        (await user.RunAsync("ask", "hi", "--url", wall.Address.ToString())).Exit.ShouldBe(0);
        user.With("BANYAN_URL", null).With("BANYAN_PROFILE", "work");
        (await user.RunAsync("ask", "hi")).Exit.ShouldBe(0);
        user.With("BANYAN_MODEL", "named");
        (await user.RunAsync("ask", "hi", "--model", "flagged")).Exit.ShouldBe(0);
        (await user.RunAsync("ask", "hi")).Exit.ShouldBe(0);

        wall.Requests.Select(request => request.Text.Contains("\"model\"", StringComparison.Ordinal) ? request.Text.Split('"')[3] : "").ShouldBe(["", "profiled", "flagged", "named"]);
    }

    [Fact]
    public async Task Keys_come_from_a_file_the_environment_or_the_profile()
    {
        await using var wall = ScriptedWall.Start(Answers.Models("m"));
        using var user = new User(wall.Address);
        Keep(user, "default.key", "byn_live_kept\n");
        var named = Keep(user, "other", "byn_live_named");

        await user.RunAsync("models", "--key-file", named);
        await user.RunAsync("models");
        await user.With("BANYAN_KEY", null).RunAsync("models");

        wall.Requests.Select(request => request.Header("authorization")).ShouldBe(["Bearer byn_live_named", "Bearer byn_live_secret", "Bearer byn_live_kept"]);
    }

    [Fact]
    public async Task A_profile_key_that_others_can_read_is_not_used()
    {
        using var user = new User().With("BANYAN_KEY", null);
        File.SetUnixFileMode(Keep(user, "default.key", "byn_live_kept"), Mine | UnixFileMode.OtherRead);

        var run = await user.RunAsync("models");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("chmod 600");
        run.Error.ShouldNotContain("byn_live_kept");
    }

    [Theory]
    [InlineData("byn_live_a b")]
    [InlineData("")]
    [InlineData("byn_live_ü")]
    public async Task What_is_no_key_is_refused_without_repeating_it(string text)
    {
        using var user = new User();
        var run = await user.RunAsync("models", "--key-file", Keep(user, "odd", text));

        run.Exit.ShouldBe(2);
        run.Error.ShouldNotContain("byn_live_a");
        run.Error.ShouldNotContain("ü");
    }

    [Theory]
    [InlineData("--url", "ftp://here")]
    [InlineData("--url", "http://user:secret@here/")]
    [InlineData("--url", "here")]
    [InlineData("--timeout", "soon")]
    [InlineData("--timeout", "0s")]
    [InlineData("--timeout", "2000h")]
    [InlineData("--profile", "../etc")]
    public async Task Settings_that_make_no_sense_are_wrong_usage(string flag, string value)
    {
        using var user = new User();
        (await user.RunAsync("models", flag, value)).Exit.ShouldBe(2);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("1h", 3600)]
    [InlineData("7", 7)]
    public void Times_are_read_as_people_write_them(string text, double seconds) => TimeText.Read(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("""{"key":"byn_live_x"}""")]
    [InlineData("""{"url":7}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_profile_that_is_not_understood_is_refused(string json)
    {
        using var user = new User();
        Keep(user, "default.json", json);

        var run = await user.RunAsync("models");

        run.Exit.ShouldBe(2);
        run.Error.ShouldNotContain("byn_live_x");
    }

    private static string Keep(User user, string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(user.Home.Path, ".config", "banyan"));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, Mine);
        return path;
    }
}
