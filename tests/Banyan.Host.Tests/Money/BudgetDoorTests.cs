using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Banyan.Host.Tests.Alerting;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Limits;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Money;

/// <summary>Budgets on the running service, with a provider that is paid by the request, so that what an ask may cost is what it does cost.</summary>
public sealed class BudgetDoorTests
{
    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Theory]
    [InlineData("SERVICE", "admin")]
    [InlineData("GLOBAL", "*")]
    [InlineData("KEY", null)]
    [Trait("Attack", "50")]
    public async Task Two_hundred_asks_at_once_against_a_budget_for_ten_are_ten_answers_and_ten_costs(string scope, string? scopeId)
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(Yaml(wall, ""), null, ("UP_KEY", "sk-upstream-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        var cost = await CostAsync(app);
        var set = await admin.DataAsync("mutation($usd: Decimal!, $scope: BudgetScope!, $id: String!) { setUsageBudget(input: { scope: $scope, scopeId: $id, period: MONTHLY, limitAmount: $usd }) { id currentUsage revision } }",
            new { usd = Usd(cost * 11), scope, id = scopeId ?? app.Key.Split('_')[2] });
        set.GetProperty("setUsageBudget").GetProperty("currentUsage").GetString().ShouldBe(Usd(cost));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => StatusAsync(app, streams: i % 2 == 0)));

        statuses.Count(status => status == HttpStatusCode.OK).ShouldBe(10);
        statuses.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(190);
        var budget = (await admin.DataAsync("""{ budgets { id currentUsage reserved effectiveLimit spenders { scopeId currentUsage } } }""")).GetProperty("budgets")[0];
        budget.GetProperty("reserved").GetString().ShouldBe("0");
        budget.GetProperty("currentUsage").GetString().ShouldBe(Usd(cost * 11));
        wall.Requests.Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_refusal_comes_before_anything_is_sent_in_the_callers_language()
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(Yaml(wall, "budgets: [{ scope: service, scopeId: admin, period: daily, limit: \"0.000000001\" }]"), null, ("UP_KEY", "sk-upstream-0123456789abcdef"));

        using var refused = await AskAsync(app, streams: false);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        var error = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("budget_exceeded");
        error.GetProperty("type").GetString().ShouldBe("insufficient_quota");
        error.GetProperty("message").GetString()!.ShouldContain("daily budget of service 'admin'");
        wall.Requests.ShouldBeEmpty();
        (await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).ShouldContain("llm_budget_refusals_total{scope=\"service\"} 1");
    }

    [Fact]
    public async Task One_threshold_or_several_are_set_and_read()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        foreach (var (given, told) in new[]
        {
            ("", """{"alertThreshold":0.8,"alertThresholds":[0.8]}"""), ("alertThreshold: 0.5", """{"alertThreshold":0.5,"alertThresholds":[0.5]}"""),
            ("alertThresholds: [0.9, 0.6]", """{"alertThreshold":0.6,"alertThresholds":[0.6,0.9]}"""), ("alertThresholds: []", """{"alertThreshold":1,"alertThresholds":[]}"""),
        })
        {
            var set = await admin.DataAsync($$"""mutation { setUsageBudget(input: { scope: GLOBAL, scopeId: "*", period: DAILY, limitAmount: "5", {{given}} }) { alertThreshold alertThresholds } }""");
            set.GetProperty("setUsageBudget").GetRawText().ShouldBe(told);
        }

        (await admin.AskAsync("""mutation { setUsageBudget(input: { scope: GLOBAL, scopeId: "*", period: DAILY, limitAmount: "5", alertThreshold: 1.5 }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task An_override_lets_through_until_its_end_and_is_written_down()
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(Yaml(wall, "budgets: [{ scope: global, period: daily, limit: \"0\" }]"), null, ("UP_KEY", "sk-upstream-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        (await StatusAsync(app, streams: false)).ShouldBe(HttpStatusCode.TooManyRequests);
        var id = (await admin.DataAsync("{ budgets { id } }")).GetProperty("budgets")[0].GetProperty("id").GetString();

        var raised = await admin.DataAsync(
            """mutation($id: ID!, $until: DateTime!) { overrideBudget(budgetId: $id, limitAmount: "5", until: $until, reason: "an import") { effectiveLimit override { reason by } } }""",
            new { id, until = TimeProvider.System.GetUtcNow().AddHours(1) });

        raised.GetProperty("overrideBudget").GetProperty("effectiveLimit").GetString().ShouldBe("5");
        (await StatusAsync(app, streams: true)).ShouldBe(HttpStatusCode.OK);
        (await admin.AskAsync("""mutation($id: ID!) { overrideBudget(budgetId: $id, limitAmount: "5", until: "2020-01-01T00:00:00Z", reason: "late") { id } }""", new { id })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation($id: ID!) { removeUsageBudget(id: $id) }""", new { id })).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task Two_who_set_one_budget_at_once_are_told_apart()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        const string Set = """mutation($revision: Int) { setUsageBudget(input: { scope: FEATURE, scopeId: "summaries", period: WEEKLY, limitAmount: "7.5", timeZone: "Europe/Paris", expectedRevision: $revision }) { revision periodEnd } }""";

        (await admin.DataAsync(Set, new { revision = 0 })).GetProperty("setUsageBudget").GetProperty("revision").GetInt32().ShouldBe(1);
        (await admin.AskAsync(Set, new { revision = 0 })).Codes.ShouldBe(["CONFLICT"]);
        (await admin.DataAsync(Set, new { revision = 1 })).GetProperty("setUsageBudget").GetProperty("revision").GetInt32().ShouldBe(2);
        (await admin.AskAsync("""mutation { setUsageBudget(input: { scope: USER, scopeId: "*", period: DAILY, limitAmount: "1", timeZone: "Mars/Olympus" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ budgets { id } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task A_threshold_is_told_once_to_who_watches_and_to_a_webhook_and_is_written_down_once()
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var receiver = new Receiver();
        await using var app = await BanyanApp.StartAsync(
            Yaml(wall, "budgets: [{ scope: user, scopeId: \"*\", period: daily, limit: \"0.0001\", alertThresholds: [0.3], onExceeded: warn }]"),
            null,
            ("UP_KEY", "sk-upstream-0123456789abcdef"),
            ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8"));
        var admin = GraphClient.Of(app);
        await receiver.JoinAsync(admin, "budget.threshold");
        using var watched = await SseReader.OpenAsync(admin, "subscription { usageAlerts { scopeId threshold used limit budget { scope period } } }", "usageAlerts");
        using var patience = new CancellationTokenSource(Patience.Long);
        var first = watched.NextAsync();
        for (var provoked = 0; !first.IsCompleted; provoked++)
        {
            patience.Token.ThrowIfCancellationRequested();
            (await LimitAsk.SendAsync(app, model: "lab/up", headers: ("x-banyan-user", $"early-{provoked}"))).Status.ShouldBe(200);
        }

        // Whatever is told of ada is told before zoe is: hers come to an end first.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LimitAsk.SendAsync(app, model: "lab/up", headers: ("x-banyan-user", "ada"))));
        (await LimitAsk.SendAsync(app, model: "lab/up", headers: ("x-banyan-user", "zoe"))).Status.ShouldBe(200);
        var told = new List<JsonElement> { await first };
        while (Whose(told[^1]) != "zoe")
        {
            told.Add(await watched.NextAsync());
        }

        var ada = told.Where(one => Whose(one) == "ada").ToList().ShouldHaveSingleItem();
        (ada.GetProperty("threshold").GetDouble(), ada.GetProperty("limit").GetString(), ada.GetProperty("budget").GetRawText()).ShouldBe((0.3, "0.0001", """{"scope":"USER","period":"DAILY"}"""));
        await receiver.UntilAsync(taken => taken.Any(one => Whose(one.Data) == "zoe"));
        var (_, type, data) = receiver.Taken.Where(one => Whose(one.Data) == "ada").ToList().ShouldHaveSingleItem();
        (type, data.GetProperty("threshold").GetDouble(), data.GetProperty("limitUsd").GetString()).ShouldBe(("budget.threshold", 0.3, "0.0001"));
        var log = (await admin.DataAsync("{ usageAlertLog { scopeId threshold } }")).GetProperty("usageAlertLog").EnumerateArray();
        log.Count(one => Whose(one) == "ada").ShouldBe(1);
    }

    private static string? Whose(JsonElement told) => told.GetProperty("scopeId").GetString();

    private static WallScript Answer(WallRequest request) => MoneyBench.Good(Talk, request);

    /// <summary>The cost of one ask in nano-USD, by the ledger.</summary>
    private static async Task<long> CostAsync(BanyanApp app)
    {
        using var answer = await AskAsync(app, streams: false);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (long)(decimal.Parse(answer.Headers.GetValues("x-banyan-cost-usd").Single(), System.Globalization.CultureInfo.InvariantCulture) * 1_000_000_000m);
    }

    private static string Usd(long nanoUsd) => (nanoUsd / 1_000_000_000m).ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<HttpStatusCode> StatusAsync(BanyanApp app, bool streams)
    {
        using var answer = await AskAsync(app, streams);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> AskAsync(BanyanApp app, bool streams) => app.Http.PostAsync(
        new Uri("/v1/chat/completions", UriKind.Relative),
        new StringContent($$"""{"model":"lab/up","stream":{{(streams ? "true" : "false")}},"max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", System.Text.Encoding.UTF8, "application/json"));

    /// <summary>One provider, 50,000 nano-USD a request.</summary>
    private static string Yaml(ScriptedWall wall, string budgets) => $$"""
        providers:
          lab: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { perRequest: "0.00005", input: 0, output: 0 } }
        {{budgets}}
        """;
}
