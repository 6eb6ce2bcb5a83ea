using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class AlertsTests
{
    private const string Alert = """{"id":"a1","kind":"circuit_open","severity":"WARNING","status":"OPEN","subject":"provider:lab","summary":"The circuit of provider lab is open.","runbook":"docs/runbooks/circuit-open.md","openedAt":"2026-11-21T12:00:00.000Z","acknowledgedBy":"key:Ab12Cd34"}""";
    private const string Rule = """{"id":"r1","kind":"error_rate","scope":"service","scopeId":"billing","threshold":0.01,"windowSeconds":300,"severity":"CRITICAL","enabled":true,"webhooks":[]}""";

    [Fact]
    public async Task What_is_too_much_is_a_table_and_is_looked_after()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(
            request.Text.Contains("acknowledgeAlert", StringComparison.Ordinal) ? $$$"""{"data":{"acknowledgeAlert":{{{Alert}}}}}""" : $$$"""{"data":{"alerts":[{{{Alert}}}]}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("alerts", "list", "--status", "open")).Out.ShouldBe("""
            ID  SEVERITY  KIND          SUBJECT       STATUS  SINCE                     SUMMARY
            a1  warning   circuit_open  provider:lab  open    2026-11-21T12:00:00.000Z  The circuit of provider lab is open.

            """.ReplaceLineEndings("\n"));
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"status":"OPEN"}""");
        (await user.RunAsync("alerts", "list", "--status", "loud")).Exit.ShouldBe(2);
        (await user.RunAsync("alerts", "ack", "a1", "--note", "we wait")).Out.ShouldBe("circuit_open for provider:lab is looked after by key:Ab12Cd34. What to do: docs/runbooks/circuit-open.md\n");
    }

    [Fact]
    public async Task Rules_are_a_table_set_and_muted()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(
            request.Text.Contains("saveAlertRule", StringComparison.Ordinal) ? $$$"""{"data":{"saveAlertRule":{{{Rule}}}}}""" : $$$"""{"data":{"alertRules":[{{{Rule}}}]}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("alerts", "rules")).Out.ShouldBe("""
            KIND        FOR              THRESHOLD  WINDOW  SEVERITY  STATE
            error_rate  service:billing  0.01       300 s   critical  on

            """.ReplaceLineEndings("\n"));
        (await user.RunAsync("alerts", "set", "error_rate", "--for", "service:billing", "--threshold", "0.01", "--severity", "critical")).Out.ShouldBe("error_rate for service:billing opens alerts from now on.\n");
        wall.Requests.Last().Text.ShouldContain("""{"input":{"kind":"error_rate","scope":"service","scopeId":"billing","threshold":0.01,"windowSeconds":300,"severity":"CRITICAL","enabled":true}}""");
        (await user.RunAsync("alerts", "mute", "error_rate")).Out.ShouldBe("error_rate for service:billing opens no alerts until it is set again.\n");
        wall.Requests.Last().Text.ShouldContain("""{"input":{"kind":"error_rate","scope":null,"scopeId":null,"threshold":0,"windowSeconds":300,"severity":"INFO","enabled":false}}""");
        (await user.RunAsync("alerts", "set", "error_rate")).Exit.ShouldBe(2);
        (await user.RunAsync("alerts", "mute", "error_rate", "--for", "billing")).Exit.ShouldBe(2);
    }
}
