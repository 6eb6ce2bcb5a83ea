using System.Globalization;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>An operator sees who spends, on the real service.</summary>
public sealed class SpendStoryTests
{
    [Fact]
    public async Task What_was_asked_is_found_in_totals_by_model_in_trends_and_in_the_export_to_the_nano_dollar()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var asked = 0m;
        foreach (var question in new[] { "One.", "A somewhat longer question about nothing." })
        {
            var answer = await user.RunAsync("ask", question, "--model", "mock/priced", "--no-stream", "--json");
            asked += decimal.Parse(answer.Json.GetProperty("costUsd").GetString()!, CultureInfo.InvariantCulture);
        }

        // At most two seconds behind: asked for until it is there, for a minute.
        var total = await user.RunAsync("usage", "--by", "model", "--since", "1d", "--json");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (total.Json.GetProperty("totalRequests").GetInt32() < 2)
        {
            await Task.Delay(100, patience.Token);
            total = await user.RunAsync("usage", "--by", "model", "--since", "1d", "--json");
        }

        Amount(total.Json.GetProperty("totalCost").GetString()).ShouldBe(asked);
        total.Json.GetProperty("groups")[0].GetProperty("key").GetString().ShouldBe("mock/priced");
        var mine = await user.RunAsync("usage", "mine", "--since", "1d", "--csv");
        mine.Out.Split('\n')[1].Split(',')[2].ShouldBe("2");
        var trend = await user.RunAsync("usage", "trends", "--interval", "month", "--since", "1d", "--json");
        trend.Json.EnumerateArray().Sum(point => Amount(point.GetProperty("cost").GetString())).ShouldBe(asked);
        var export = await user.RunAsync("usage", "export", "--since", "1h", "--csv");
        var rows = export.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var cost = Array.IndexOf(rows[0], "cost");
        rows.Skip(1).Sum(row => Amount(row[cost])).ShouldBe(asked);
        var words = await user.RunAsync("usage", "service", "admin");
        words.Exit.ShouldBe(0, words.Error);
        words.Out.ShouldContain("COST USD");
    }

    [Fact]
    public async Task Every_line_of_the_guide_does_what_it_says()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var guide = await File.ReadAllLinesAsync(Path.Combine(Pages.Root, "docs", "guides", "usage.md"), TestContext.Current.CancellationToken);
        var lines = guide.Where(line => line.StartsWith("banyan usage", StringComparison.Ordinal)).Select(line => line.Split("  ")[0].Split(" > ")[0].Trim()).ToList();
        lines.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var line in lines)
        {
            var run = await user.RunAsync(line.Split(' ')[1..]);
            run.Exit.ShouldBe(0, $"{line}: {run.Error}");
        }
    }

    [Fact]
    public async Task A_key_without_the_right_is_told_so()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var admin = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var made = await admin.RunAsync("keys", "create", "--service", "billing", "--json");
        using var billing = new User(host.Address).With("BANYAN_KEY", made.Json.GetProperty("secret").GetString());

        (await billing.RunAsync("usage")).Exit.ShouldBe(3);
        (await billing.RunAsync("usage", "export")).Exit.ShouldBe(3);
        var mine = await billing.RunAsync("usage", "mine", "--json");
        mine.Json.GetProperty("totalRequests").GetInt32().ShouldBe(0, mine.Error);
    }

    private static decimal Amount(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);
}
