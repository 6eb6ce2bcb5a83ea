using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

public sealed class AuditTests
{
    [Fact]
    public async Task Acts_are_listed_filtered_and_exported_on_a_running_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        for (var i = 0; i < 3; i++)
        {
            (await user.RunAsync("kill", "on", "feature", $"f{i}", "--reason", "a test", "--yes")).Exit.ShouldBe(0);
        }

        (await user.RunAsync("routes", "add", "rule", "--to", "mock/chat")).Exit.ShouldBe(0);

        var all = (await user.RunAsync("audit", "list")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        all.Length.ShouldBeGreaterThan(4);
        all[1].ShouldContain("saveRoutingRule");
        (await user.RunAsync("audit", "list", "--action", "setKillSwitch", "--first", "2", "--json")).Json.GetArrayLength().ShouldBe(2);
        (await user.RunAsync("audit", "list", "--target", "rule:rule", "--json")).Json.GetArrayLength().ShouldBe(1);
        (await user.RunAsync("audit", "list", "--principal", "key:nobody", "--json")).Json.GetArrayLength().ShouldBe(0);
        (await user.RunAsync("audit", "list", "--until", "2020-01-01T00:00:00Z", "--json")).Json.GetArrayLength().ShouldBe(0);
        (await user.RunAsync("audit", "list", "--since", "yesterday")).Exit.ShouldNotBe(0);
        (await user.RunAsync("audit", "export")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(all.Length - 1);
    }
}
