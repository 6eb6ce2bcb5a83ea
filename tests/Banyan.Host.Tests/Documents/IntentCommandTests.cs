using System.Text.Json;
using Banyan.Host.Tests.Intents;

namespace Banyan.Host.Tests.Documents;

/// <summary>The curl lines of the intent API's page, in their order, before the Shop: what the page says of them is so.</summary>
public sealed class IntentCommandTests(IntentBench bench) : IClassFixture<IntentBench>
{
    /// <summary>The page.</summary>
    internal const string Page = "docs/intents.md";

    [Fact]
    public async Task The_pages_requests_answer_in_their_order()
    {
        var commands = Pages.Shell.Where(block => block.Page == Page).SelectMany(block => block.Commands()).ToList();
        commands.Count.ShouldBe(4);
        var talk = (await RunAsync(commands[0])).GetProperty("id").GetString()!;
        var asked = await RunAsync(commands[1].Replace("$ID", talk, StringComparison.Ordinal));
        asked.GetProperty("status").GetString().ShouldBe("awaiting_confirmation");
        commands[2].ShouldContain("/confirmations/7K3Q");
        var done = await RunAsync(commands[2].Replace("7K3Q", asked.GetProperty("confirmation").GetProperty("id").GetString(), StringComparison.Ordinal));
        done.GetProperty("status").GetString().ShouldBe("succeeded");
        done.GetProperty("text").GetString()!.ShouldContain("$240.00");
        (await RunAsync(commands[3])).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.ShouldContain("1001");
    }

    private async Task<JsonElement> RunAsync(string command)
    {
        var (exit, said, errors) = await ShellCommandTests.ShellAsync(command, bench.Http.BaseAddress!, bench.Admin);
        exit.ShouldBe(0, $"{command}\n{said}\n{errors}");
        using var document = JsonDocument.Parse(said);
        return document.RootElement.Clone();
    }
}
