using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Processes;

namespace Banyan.Host.Tests.Documents;

/// <summary>What docs/runbooks/restore.md tells to type brings a service back with its keys and what was set.</summary>
public sealed class RestorePageTests
{
    [Fact]
    public async Task A_service_is_copied_lost_and_brought_back()
    {
        var blocks = Pages.Shell.Where(block => block.Page == Path.Combine("docs", "runbooks", "restore.md")).Select(block => block.Commands()).ToList();
        blocks.Count.ShouldBe(3);
        using var folder = new HostFolder();
        string key;
        await using (var host = await folder.ServeAsync())
        {
            key = await host.KeyAsync();
            (await AskAsync(host, key, "mutation { setUsageBudget(input: { scope: GLOBAL, scopeId: \\\"*\\\", period: DAILY, limitAmount: \\\"7.25\\\" }) { id } }")).ShouldNotContain("errors");
            await host.StopAsync();
        }

        await RunAsync(folder, blocks[0]);
        File.Delete(Path.Combine(folder.Data, "master.key"));
        await RunAsync(folder, blocks[1]);
        await using var restored = await folder.ServeAsync();
        (await AskAsync(restored, key, "{ budgets { effectiveLimit } }")).ShouldContain("7.25");
        var (exit, said, errors) = await ShellCommandTests.ShellAsync(blocks[2][0], restored.Address, key);
        (exit, said.Contains("\"ready\"", StringComparison.Ordinal)).ShouldBe((0, true), said + errors);
        await restored.StopAsync();
    }

    private static async Task RunAsync(HostFolder folder, IReadOnlyList<string> commands)
    {
        foreach (var command in commands)
        {
            using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Path.GetDirectoryName(folder.Data), UseShellExecute = false })!;
            using var patience = new CancellationTokenSource(Patience.Long);
            await shell.WaitForExitAsync(patience.Token);
            shell.ExitCode.ShouldBe(0, command);
        }
    }

    private static async Task<string> AskAsync(HostProcess host, string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative)) { Content = new StringContent($$"""{"query":"{{query}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
