using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class BudgetsTests
{
    private const string Budget = """
        {"id":"b1","scope":"SERVICE","scopeId":"billing","period":"DAILY","limitAmount":"50","effectiveLimit":"80","currentUsage":"42.5","reserved":"0.000134","forecast":"60","onExceeded":"DEGRADE",
        "degradeTo":"fast","strict":false,"timeZone":"Europe/Paris","periodStart":"2026-11-20T23:00:00.000Z","periodEnd":"2026-11-21T23:00:00.000Z","alertThresholds":[0.8],"enabled":true,"fromFile":false,
        "revision":3,"override":{"limitAmount":"80","until":"2026-11-21T18:00:00.000Z","reason":"an import","by":"key:Ab12Cd34"}}
        """;

    [Fact]
    public async Task Budgets_are_a_table()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"budgets":[{{{Budget}}}]}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("budgets", "list", "--scope", "service", "--for", "billing");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("""
            ID  WHOSE            PERIOD  LIMIT USD       SPENT USD  RESERVED  USED  FORECAST  OPENS ANEW                AT LIMIT
            b1  service billing  daily   80.00 (raised)  42.50      0.000134  53 %  60.00     2026-11-21T23:00:00.000Z  degrade to fast

            """.ReplaceLineEndings("\n"));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"scope":"SERVICE","scopeId":"billing"}""");
    }

    [Fact]
    public async Task A_budget_is_set_as_it_was_said()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"setUsageBudget":{{{Budget}}}}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("budgets", "set", "--scope", "service", "--for", "billing", "--period", "daily", "--limit", "50", "--alert-at", "0.5", "0.8", "--time-zone", "Europe/Paris", "--on-exceeded", "degrade", "--degrade-to", "fast");

        run.Out.ShouldStartWith("Budget b1: service billing may spend 80.00 USD daily; 42.50 USD are spent and 0.000134 USD held.");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain(
            """{"input":{"scope":"SERVICE","scopeId":"billing","period":"DAILY","limitAmount":"50","onExceeded":"DEGRADE","degradeTo":"fast","alertThresholds":[0.5,0.8],"timeZone":"Europe/Paris","strict":false}}""");
    }

    [Fact]
    public async Task An_override_wants_a_reason_and_a_removal_a_yes()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"removeUsageBudget":true}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("budgets", "override", "b1", "--limit", "80", "--until", "2026-11-21T18:00:00Z")).Exit.ShouldBe(2);
        (await user.RunAsync("budgets", "remove", "b1")).Exit.ShouldBe(2);
        (await user.RunAsync("budgets", "set", "--scope", "service", "--period", "daily", "--limit", "1")).Exit.ShouldBe(2);
        (await user.RunAsync("budgets", "set", "--scope", "planet", "--for", "x", "--period", "daily", "--limit", "1")).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
        (await user.RunAsync("budgets", "remove", "b1", "--yes")).Out.ShouldBe("Budget b1 is gone.\n");
    }

    [Fact]
    public async Task A_budget_that_is_not_there_is_not_found()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"budget":null}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("budgets", "spenders", "none")).Exit.ShouldBe(4);
    }
}
