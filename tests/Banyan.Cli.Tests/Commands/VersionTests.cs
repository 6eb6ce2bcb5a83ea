using System.Diagnostics;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

public sealed class VersionTests
{
    [Fact]
    public async Task The_version_is_told_to_people_and_programs()
    {
        using var user = new User();
        (await user.RunAsync("version")).Out.ShouldMatch(@"^banyan \d+\.\d+\.\d+ \(\.NET 10\..*\)\n$");
        CliRun.Names((await user.RunAsync("version", "--json")).Json).ShouldBe(["version", "runtime", "platform"]);
    }

    [Fact]
    public async Task Bash_completes_commands_through_the_script()
    {
        using var user = new User();
        var script = (await user.RunAsync("completion", "bash")).Out;
        var program = Path.Combine(AppContext.BaseDirectory, "banyan");
        var test = $"banyan() {{ '{program}' \"$@\"; }}\n{script}\nCOMP_WORDS=(banyan do); COMP_CWORD=1; COMP_LINE='banyan do'; COMP_POINT=9; _banyan; printf '%s' \"${{COMPREPLY[*]}}\"";

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", test]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("doctor");
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("zsh", "compdef _banyan banyan")]
    [InlineData("fish", "complete -c banyan")]
    public async Task Other_shells_have_their_scripts(string shell, string line)
    {
        using var user = new User();
        (await user.RunAsync("completion", shell)).Out.ShouldContain(line);
        (await user.RunAsync("completion", "tcsh")).Exit.ShouldBe(2);
    }
}
