using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Alerting;

/// <summary>What goes wrong on the running service is seen, told, watched and looked after.</summary>
public sealed class AlertJourneyTests
{
    private const string List = "{ alerts { id kind severity status subject summary runbook acknowledgedBy note } }";

    [Fact]
    public async Task Circuits_configurations_and_the_direct_mode_open_alerts_that_are_told_once_and_looked_after()
    {
        await using var receiver = new Receiver();
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"error":{"message":"down"}}""", 500));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", "sk-upstream-0123456789abcdef"), ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8"));
        var admin = GraphClient.Of(app);
        await receiver.JoinAsync(admin, "alert.opened");
        using var feed = await admin.SendAsync("""{"query":"subscription { alertFeed(severity: CRITICAL) { kind status } }"}""", accept: "text/event-stream");
        using var lines = new StreamReader(await feed.Content.ReadAsStreamAsync());
        for (var call = 0; call < 12; call++)
        {
            using var failed = await app.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), new StringContent("""{"model":"up","messages":[{"role":"user","content":"hi"}]}""", null, "application/json"));
        }

        await admin.DataAsync("""mutation { setDirectMode(enabled: true, reason: "a drill") { reason } }""");
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "banyan.yaml"), "aliases: { broken: nowhere/none }\n");
        await receiver.UntilAsync(taken => new[] { "circuit_open", "all_candidates_down", "config_rejected", "direct_mode_on" }.All(kind => taken.Any(one => KindOf(one.Data) == kind)));

        var alerts = (await admin.DataAsync(List)).GetProperty("alerts").EnumerateArray().ToList();
        alerts.Select(alert => (alert.GetProperty("kind").GetString(), alert.GetProperty("subject").GetString())).ShouldBeUnique();
        receiver.Taken.Select(one => (KindOf(one.Data), one.Data.GetProperty("subject").GetString())).ShouldBeUnique();
        alerts.Where(alert => alert.GetProperty("kind").GetString() == "all_candidates_down").Select(alert => alert.GetProperty("subject").GetString()).ShouldContain("alias:up");
        alerts.Single(alert => alert.GetProperty("kind").GetString() == "config_rejected").GetProperty("severity").GetString().ShouldBe("CRITICAL");
        (await FirstAsync(lines)).GetProperty("status").GetString().ShouldBe("OPEN");

        var id = alerts.Single(alert => alert.GetProperty("kind").GetString() == "direct_mode_on").GetProperty("id").GetString();
        var known = (await admin.DataAsync("mutation($id: ID!) { acknowledgeAlert(id: $id, note: \"we know\") { status acknowledgedBy note runbook } }", new { id })).GetProperty("acknowledgeAlert");
        (known.GetProperty("status").GetString(), known.GetProperty("note").GetString(), known.GetProperty("runbook").GetString()).ShouldBe(("ACKNOWLEDGED", "we know", "docs/runbooks/direct-mode-on.md"));
        known.GetProperty("acknowledgedBy").GetString()!.ShouldStartWith("key:");
        (await admin.AskAsync("mutation { acknowledgeAlert(id: \"none\") { id } }")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task Rules_are_the_configurations_until_somebody_sets_one()
    {
        await using var app = await BanyanApp.StartAsync("alerts: { errorRate: 0.02, latencyP95: 30s, rateLimit: 0.75 }\n");
        var admin = GraphClient.Of(app);
        (await RuleAsync(admin, "error_rate")).ShouldBe("""{"kind":"error_rate","scope":null,"scopeId":null,"threshold":0.02,"windowSeconds":300,"severity":"CRITICAL","enabled":true}""");
        (await RuleAsync(admin, "latency_p95")).ShouldContain("\"threshold\":30");
        (await RuleAsync(admin, "rate_limit_near")).ShouldContain("\"threshold\":0.75");
        const string Save = "mutation($input: AlertRuleInput!) { saveAlertRule(input: $input) { id threshold enabled } }";
        var saved = (await admin.DataAsync(Save, new { input = new { id = "usual:error_rate", kind = "error_rate", threshold = 0.5, windowSeconds = 60, severity = "INFO", enabled = true } })).GetProperty("saveAlertRule").GetProperty("id").GetString();
        (await admin.AskAsync(Save, new { input = new { id = saved, kind = "latency_p95", threshold = 1, windowSeconds = 60, severity = "INFO" } })).Codes.ShouldBe(["BAD_USER_INPUT"], "an id says which rule it is");
        (await admin.AskAsync(Save, new { input = new { id = "usual:error_rate", kind = "error_rate", threshold = 1, windowSeconds = 60, severity = "INFO" } })).Codes.ShouldBe(["NOT_FOUND"], "another is in its place");
        await admin.DataAsync(Save, new { input = new { id = saved, kind = "error_rate", threshold = 0.5, windowSeconds = 60, severity = "INFO", enabled = false } });
        (await RuleAsync(admin, "error_rate")).ShouldBe("""{"kind":"error_rate","scope":null,"scopeId":null,"threshold":0.5,"windowSeconds":60,"severity":"INFO","enabled":false}""");
        foreach (var wrong in new object[]
        {
            new { kind = "lost", threshold = 0.5, windowSeconds = 60, severity = "INFO" },
            new { kind = "error_rate", threshold = -1, windowSeconds = 60, severity = "INFO" },
            new { kind = "error_rate", threshold = 1, windowSeconds = 59, severity = "INFO" },
            new { kind = "error_rate", scope = "service", threshold = 1, windowSeconds = 60, severity = "INFO" },
            new { kind = "error_rate", scope = "planet", scopeId = "earth", threshold = 1, windowSeconds = 60, severity = "INFO" },
        })
        {
            (await admin.AskAsync(Save, new { input = wrong })).Codes.ShouldBe(["BAD_USER_INPUT"], wrong.ToString());
        }
    }

    private static string? KindOf(JsonElement data) => data.GetProperty("kind").GetString();

    private static async Task<string> RuleAsync(GraphClient admin, string kind) =>
        (await admin.DataAsync("{ alertRules { kind scope scopeId threshold windowSeconds severity enabled } }")).GetProperty("alertRules").EnumerateArray().Single(rule => KindOf(rule) == kind).GetRawText();

    /// <summary>The first alert of a feed.</summary>
    private static async Task<JsonElement> FirstAsync(StreamReader lines)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("alertFeed", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line["data:".Length..]).GetProperty("data").GetProperty("alertFeed");
            }
        }

        throw new InvalidOperationException("The feed ended.");
    }

    private static string Yaml(ScriptedWall wall) => $$"""
        providers:
          lab: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 } }
        aliases:
          up: { strategy: fixed, targets: [{ model: lab/up }] }

        """;
}
