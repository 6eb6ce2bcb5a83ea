using Banyan.Cli.Checking;
using Banyan.Cli.Tests.App;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.Checking;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class HostTests
{
    [Fact]
    public async Task The_program_gets_the_words_and_its_exit_status_is_ours()
    {
        using var user = new User();
        var program = Script(user.Home, "echo \"$@\"; echo talk >&2; exit 7");

        var run = await user.RunAsync("check", user.Home.File("a b.yaml"), "--strict", "--json", "--host", program);

        run.Exit.ShouldBe(7);
        run.Out.ShouldBe($"--check {user.Home.File("a b.yaml")} --strict --json\n");
        run.Error.ShouldBe("talk\n");
    }

    [Fact]
    public async Task Stopping_the_command_ends_the_program()
    {
        using var user = new User();
        using var press = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var program = Script(user.Home, "echo started; cat /dev/zero > /dev/null");
        user.OnOut = _ => press.Cancel();

        (await user.RunAsync(["check", "--host", program], press.Token)).Exit.ShouldBe(130);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_wrong_usage()
    {
        using var user = new User();
        user.With("BANYAN_HOST", user.Home.File("nobody"));

        var run = await user.RunAsync("check");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("BANYAN_HOST");
    }

    [Fact]
    public async Task A_program_that_does_not_start_is_told()
    {
        using var user = new User();
        await File.WriteAllTextAsync(user.Home.File("text"), "no program", TestContext.Current.CancellationToken);

        var run = await user.RunAsync("check", "--host", user.Home.File("text"), "--json");

        run.Exit.ShouldBe(1);
        run.JsonError.GetProperty("code").GetString().ShouldBe("host_not_started");
    }

    [Fact]
    public void The_program_beside_is_taken_before_a_source_tree()
    {
        using var beside = new TempFolder();
        using var tree = new TempFolder();
        Directory.CreateDirectory(tree.File("src/Banyan.Host"));
        Directory.CreateDirectory(tree.File("deep/below"));
        File.WriteAllText(tree.File("Banyan.slnx"), "");
        var project = tree.File(Path.Combine("src", "Banyan.Host", "Banyan.Host.csproj"));
        File.WriteAllText(project, "");

        HostFinder.Find(null, beside.Path, beside.Path).Problem!.Code.ShouldBe("host_not_found");
        HostFinder.Find(null, beside.Path, tree.File("deep/below")).Program!.Before.ShouldBe(["run", "--no-launch-profile", "--verbosity", "quiet", "--project", project, "--"]);
        File.WriteAllText(beside.File("Banyan.Host.dll"), "");
        HostFinder.Find(null, beside.Path, tree.Path).Program!.Before.ShouldBe([beside.File("Banyan.Host.dll")]);
    }

    private static string Script(TempFolder folder, string body)
    {
        var path = folder.File("host.sh");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
