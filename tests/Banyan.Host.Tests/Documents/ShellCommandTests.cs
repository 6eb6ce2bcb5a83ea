using System.Diagnostics;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Processes;

namespace Banyan.Host.Tests.Documents;

/// <summary>What the pages tell a reader to type works: requests are sent to a running service, commands that build or test lead to something that exists.</summary>
public sealed class ShellCommandTests
{
    private const string Written = "http://127.0.0.1:8090";

    [Fact]
    public async Task The_first_minutes_curl_lines_answer_from_a_service_with_nothing_configured()
    {
        using var folder = new HostFolder();
        folder.Set("BANYAN__rateLimiting__enabled", "true");
        await using var host = await folder.ServeAsync();
        var key = await host.KeyAsync();
        var curls = Pages.Shell.Where(block => block.Page != IntentCommandTests.Page).SelectMany(block => block.Commands().Where(command => command.StartsWith("curl ", StringComparison.Ordinal)).Select(command => (block, command))).ToList();
        curls.Count(one => one.block.Page == "README.md").ShouldBeGreaterThanOrEqualTo(3);
        foreach (var (block, command) in curls)
        {
            var (exit, said, errors) = await ShellAsync(command, host.Address, key);
            exit.ShouldBe(0, $"{block}: {command}\n{said}\n{errors}");
            said.ShouldContain(block.Says, Case.Insensitive, $"{block}: {said}");
            var isStream = command.Contains("\"stream\": true", StringComparison.Ordinal) || command.Contains("text/event-stream", StringComparison.Ordinal);
            said.Contains("data:", StringComparison.Ordinal).ShouldBe(isStream, $"{block}: {said}");
        }

        await host.StopAsync();
    }

    [Fact]
    public async Task The_greetings_own_curl_line_answers()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync();
        await host.KeyAsync();
        var lines = await GreetedCurlAsync(host);
        var (exit, said, errors) = await ShellAsync(lines, host.Address, "");
        exit.ShouldBe(0, errors);
        said.ShouldContain("Hello");
        await host.StopAsync();
    }

    [Fact]
    public void Every_other_command_leads_to_something_that_exists()
    {
        foreach (var block in Pages.Shell)
        {
            foreach (var command in block.Commands())
            {
                Problem(command).ShouldBeNull($"{block}: {command}");
            }
        }
    }

    [Theory]
    [InlineData("eng/test", true)]
    [InlineData("BANYAN_REGENERATE=1 eng/test house", true)]
    [InlineData("eng/test nowhere", false)]
    [InlineData("eng/lost", false)]
    [InlineData("dotnet run --project src/Banyan.Host", true)]
    [InlineData("dotnet run --project src/Banyan.Nowhere", false)]
    [InlineData("dotnet publish src/Banyan.Cli -c Release -o ~/banyan", true)]
    [InlineData("dotnet publish src/Banyan.Nowhere -c Release", false)]
    [InlineData("make all", false)]
    public void A_command_that_leads_nowhere_is_found(string command, bool leads) => (Problem(command) is null).ShouldBe(leads);

    /// <summary>What is wrong with a command; null when nothing is.</summary>
    private static string? Problem(string command)
    {
        var words = command.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word.Contains('=', StringComparison.Ordinal) && !word.StartsWith('-')).ToArray();
        return words switch
        {
            ["curl", ..] or ["export", _] => null,
            // Run by RestorePageTests.
            ["tar", ..] or ["mv", ..] => null,
            ["dotnet", "build" or "test" or "publish", var target, ..] => Missing(target),
            ["dotnet", "run", "--project", var project, ..] => Missing(project),
            ["eng/test", .. var rest] => rest.Where(word => !word.StartsWith('-')).Select(suite => Missing($"tests/Banyan.{char.ToUpperInvariant(suite[0])}{suite[1..]}.Tests")).FirstOrDefault(problem => problem is not null),
            [var path, ..] when path.Contains('/', StringComparison.Ordinal) => Missing(path),
            _ => "this test knows no way to check it; teach it one",
        };
    }

    private static string? Missing(string path) => Path.Exists(Path.Combine(Pages.Root, path)) ? null : $"{path} does not exist";

    /// <summary>The lines of the greeting from "curl" on.</summary>
    private static async Task<string> GreetedCurlAsync(HostProcess host)
    {
        while (true)
        {
            var lines = host.Said.Split('\n').SkipWhile(line => !line.TrimStart().StartsWith("curl ", StringComparison.Ordinal)).Take(2).ToArray();
            if (lines.Length == 2)
            {
                return string.Join('\n', lines);
            }

            await Task.Yield();
        }
    }

    /// <summary>Runs a command of a page against a service, with a key in the variable the pages name.</summary>
    internal static async Task<(int Exit, string Said, string Errors)> ShellAsync(string command, Uri address, string key)
    {
        var line = command.Replace(Written, address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal).Trim().Replace("curl ", "curl -sS --fail-with-body --noproxy '*' --max-time 60 ", StringComparison.Ordinal);
        var order = new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["BANYAN_KEY"] = key } };
        using var shell = Process.Start(order)!;
        using var patience = new CancellationTokenSource(Patience.Long);
        var errors = shell.StandardError.ReadToEndAsync(patience.Token);
        var said = await shell.StandardOutput.ReadToEndAsync(patience.Token);
        await shell.WaitForExitAsync(patience.Token);
        return (shell.ExitCode, said, await errors);
    }
}
