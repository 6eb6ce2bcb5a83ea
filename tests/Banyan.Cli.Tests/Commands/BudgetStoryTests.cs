using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>An operator bounds what a service spends, as docs/guides/budgets.md says, on the real service.</summary>
public sealed class BudgetStoryTests
{
    [Fact]
    public async Task A_service_spends_its_budget_is_refused_let_through_and_set_free()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var guide = Guide.Of(operating, "guides/budgets.md", "banyan keys create");
        Good(await guide.NextAsync("banyan keys create --service billing"));
        Good(await guide.NextAsync("banyan budgets set")).Out.ShouldMatch(@"^Budget \S+: service billing may spend 0\.015 USD daily; 0\.00 USD are spent");

        Good(await guide.NextAsync("banyan ask")).Out.ShouldContain("word1000");
        var settled = await guide.NextAsync("banyan budgets list", run => Cells(run)[5] == "0.00");
        var row = Cells(settled);
        (row[1], row[2], row[3]).ShouldBe(("service billing", "daily", "0.015"));
        row[4].ShouldNotBe("0.00");
        guide.Id = row[0];
        Good(await guide.NextAsync("banyan budgets spenders")).Out.ShouldMatch($@"billing +{row[4].Replace(".", "\\.", StringComparison.Ordinal)}");

        var refused = await guide.NextAsync("banyan ask");
        refused.Exit.ShouldBe(6, refused.Out);
        refused.Out.ShouldBeEmpty();
        refused.Error.ShouldContain("The daily budget of service 'billing' of 0.015 USD");
        refused.Error.ShouldContain($"A new period opens at {row[8].Replace(".000Z", "Z", StringComparison.Ordinal)}");
        refused.Error.ShouldMatch(@"Retry-After: [1-9]\d* s\.");

        Good(await guide.NextAsync("banyan budgets override")).Out.ShouldMatch(@"may spend 1\.00 USD daily(.|\n)*holds again from .* \(year-end import\)\.");
        Good(await guide.NextAsync("banyan ask")).Out.ShouldContain("word1000");
        Good(await guide.NextAsync("banyan budgets alerts", run => run.Out.Contains("80 %", StringComparison.Ordinal))).Out.ShouldMatch(@"service daily +billing +80 % +0\.01\d+ +0\.015\n");
        Good(await guide.NextAsync("banyan budgets remove")).Out.ShouldBe($"Budget {guide.Id} is gone.\n");
        guide.Left.ShouldBeEmpty();
        (await operating.RunAsync("budgets", "spenders", guide.Id)).Exit.ShouldBe(4);
        (await operating.RunAsync("audit", "list", "--json")).Out.ShouldContain("year-end import");
    }

    private static CliRun Good(CliRun run)
    {
        run.Exit.ShouldBe(0, run.Error);
        return run;
    }

    /// <summary>The cells of a table's only row.</summary>
    private static string[] Cells(CliRun run) => run.Out.Split('\n')[1].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
