using System.Text.Json;
using Banyan.Host.Telemetry.Recording;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>The ledger is corrected and told of calls over GraphQL, and budgets follow.</summary>
public sealed class UsageEditingTests
{
    private const string Yaml =
        """
        providers:
          lab: { type: openai, baseUrl: "http://127.0.0.1:9/v1", keys: [{ name: main, ref: "env:LAB_KEY" }] }
        models:
          lab/up: { context: 1000, price: { input: 1, output: 2 } }
          lab/kept: { context: 1000, price: { input: 1, cachedInput: 0.1, cacheWrite5m: 1.25, cacheWrite1h: 2, output: 4, reasoning: 8, serviceTiers: { flex: 0.5 }, batchFactor: 0.25 } }
        budgets:
          - { scope: service, scopeId: billing, period: monthly, limit: "10" }
        """;

    private const string Report = "mutation($entries: [ReportedUsageInput!]!) { reportUsage(entries: $entries) }";
    private const string Spent = """{ budgets(scope: SERVICE, scopeId: "billing") { currentUsage reserved } serviceUsage(serviceId: "billing", period: THIS_MONTH) { totalCost totalRequests } }""";

    [Fact]
    public async Task A_call_told_afterwards_is_priced_found_and_corrected_and_the_budget_follows()
    {
        await using var app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        var at = TimeProvider.System.GetUtcNow();
        object[] entries =
        [
            Entry(at, "one", new { prompt_tokens = 1_000, completion_tokens = 500, prompt_tokens_details = new { cached_tokens = 100 } }),
            Entry(at, "two", new { input_tokens = 1_000, output_tokens = 0, cache_read_input_tokens = 10 }),
        ];

        (await admin.DataAsync(Report, new { entries })).GetProperty("reportUsage").GetInt32().ShouldBe(2);
        (await admin.DataAsync(Report, new { entries })).GetProperty("reportUsage").GetInt32().ShouldBe(0);

        // 1,000 at 1 USD and 500 at 2 USD per million; 1,010 at 1 USD.
        Check(await admin.DataAsync(Spent), "0.00301", "0.00301", 2);
        await app.Services.GetRequiredService<BudgetGauge>().LookAsync(CancellationToken.None);
        (await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).ShouldContain("llm_budget_used_ratio{scope=\"service\",period=\"monthly\"} 0.000301");
        var row = (await admin.DataAsync("""{ usageLog(filter: { services: ["billing"] }) { nodes { id door source cost usage { cachedReadTokens } } } }""")).GetProperty("usageLog").GetProperty("nodes").EnumerateArray()
            .Single(one => one.GetProperty("cost").GetString() == "0.002");
        (row.GetProperty("door").GetString(), row.GetProperty("source").GetString(), row.GetProperty("usage").GetProperty("cachedReadTokens").GetInt32()).ShouldBe(("report", "REPORTED", 100));

        var change = (await admin.DataAsync(
            """mutation($id: ID!) { adjustUsage(recordId: $id, cost: "-0.001", reason: "credited") { outcome cost service } }""", new { id = row.GetProperty("id").GetString() })).GetProperty("adjustUsage");

        change.GetRawText().ShouldBe("""{"outcome":"ADJUSTED","cost":"-0.001","service":"billing"}""");
        Check(await admin.DataAsync(Spent), "0.00201", "0.00201", 2);
    }

    [Theory]
    [InlineData("""{"input_tokens": 100, "output_tokens": 10, "cache_read_input_tokens": 1000, "cache_creation_input_tokens": 300, "cache_creation": {"ephemeral_5m_input_tokens": 100, "ephemeral_1h_input_tokens": 200}, "service_tier": "standard"}""", null, "0.000765")]
    [InlineData("""{"input_tokens": 100, "output_tokens": 10, "service_tier": "batch"}""", null, "0.000035")]
    [InlineData("""{"prompt_tokens": 100, "completion_tokens": 10, "completion_tokens_details": {"reasoning_tokens": 4}, "total_tokens": 110}""", "flex", "0.000078")]
    [InlineData("""{"input_tokens": 100, "input_tokens_details": {"cached_tokens": 40}, "output_tokens": 10, "output_tokens_details": {"reasoning_tokens": 4}, "total_tokens": 110}""", null, "0.00012")]
    [InlineData("""{"usageMetadata": {"promptTokenCount": 100, "cachedContentTokenCount": 40, "candidatesTokenCount": 10, "thoughtsTokenCount": 5, "totalTokenCount": 115, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 100}]}}""", null, "0.000144")]
    [InlineData("""{"promptTokenCount": 100, "candidatesTokenCount": 10}""", null, "0.00014")]
    [InlineData("""{"model": "llama3.2", "done": true, "total_duration": 5191566416, "prompt_eval_count": 100, "eval_count": 10}""", null, "0.00014")]
    public async Task A_call_is_told_in_the_words_of_its_provider(string usage, string? tier, string cost)
    {
        await using var app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { saveService(input: { name: "billing", team: "money", grants: {} }) { team } }""");
        object entry = new
        {
            at = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            service = "billing",
            model = "lab/kept",
            usage = JsonElement.Parse(usage),
            serviceTier = tier,
            idempotencyKey = "one",
        };

        (await admin.DataAsync(Report, new { entries = new[] { entry } })).GetProperty("reportUsage").GetInt32().ShouldBe(1);

        var data = await admin.DataAsync("""{ serviceUsage(serviceId: "billing", period: THIS_MONTH) { totalCost groups(by: TEAM) { key } } }""");
        data.GetProperty("serviceUsage").GetRawText().ShouldBe($$"""{"totalCost":"{{cost}}","groups":[{"key":"money"}]}""");
    }

    [Fact]
    public async Task A_service_tells_of_its_own_calls_and_corrects_nothing()
    {
        await using var app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        var tests = await GraphClient.WithAsync(app, "chat");
        var usage = new { prompt_tokens = 1, completion_tokens = 1 };
        var now = TimeProvider.System.GetUtcNow();

        (await tests.AskAsync(Report, new { entries = new[] { Entry(now, "one", usage) } })).Codes.ShouldBe(["FORBIDDEN"]);
        (await tests.DataAsync(Report, new { entries = new[] { Entry(now, "one", usage, "tests") } })).GetProperty("reportUsage").GetInt32().ShouldBe(1);
        (await tests.AskAsync("""mutation { adjustUsage(recordId: "00000000-0000-7000-8000-000000000000", cost: "1", reason: "mine") { id } }""")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task What_is_no_usage_or_has_no_price_is_refused()
    {
        await using var app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var usage in new object[] { new { }, new { prompt_tokens = -1 }, new { prompt_tokens = "many" }, 7, new { prompt_tokens = 1, prompt_tokens_details = new { cached_tokens = 5 } }, new { eval_count = 1.5 }, new { usageMetadata = "none" }, new { promptTokenCount = -1 }, new { total_tokens = 7 } })
        {
            (await admin.AskAsync(Report, new { entries = new[] { Entry(now, "one", usage) } })).Codes.ShouldBe(["BAD_USER_INPUT"], JsonSerializer.Serialize(usage));
        }

        (await admin.AskAsync(Report, new { entries = new[] { Entry(now, "one", new { prompt_tokens = 1, completion_tokens = 1 }, model: "lab/nothing") } })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { adjustUsage(recordId: "nonsense", cost: "1", reason: "why") { id } }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task Advice_is_given_over_the_same_ledger()
    {
        await using var app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        var admin = GraphClient.Of(app);
        await admin.DataAsync(Report, new { entries = new[] { Entry(TimeProvider.System.GetUtcNow().AddDays(-1), "one", new { prompt_tokens = 1_000_000, completion_tokens = 0 }) } });
        var data = await admin.DataAsync("""{ suggestBudget(scope: SERVICE, scopeId: "billing", period: DAILY) costRecommendations(period: LAST_7_DAYS) { kind target evidence } }""");
        data.GetProperty("suggestBudget").GetString().ShouldBe("1.2");
        // The built-in catalogue knows models of this kind of provider that do better for less.
        var advice = data.GetProperty("costRecommendations").EnumerateArray().ShouldHaveSingleItem();
        (advice.GetProperty("kind").GetString(), advice.GetProperty("target").GetString()).ShouldBe(("cheaper_model", "lab/up"));
        advice.GetProperty("evidence").GetProperty("cheaperQuality").GetDouble().ShouldBeGreaterThanOrEqualTo(0.5);
    }

    private static object Entry(DateTimeOffset at, string key, object usage, string service = "billing", string model = "lab/up") =>
        new { at = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture), service, model, usage, idempotencyKey = key };

    private static void Check(JsonElement data, string budget, string total, int requests)
    {
        data.GetProperty("budgets")[0].GetProperty("currentUsage").GetString().ShouldBe(budget);
        data.GetProperty("budgets")[0].GetProperty("reserved").GetString().ShouldBe("0");
        data.GetProperty("serviceUsage").GetProperty("totalCost").GetString().ShouldBe(total);
        data.GetProperty("serviceUsage").GetProperty("totalRequests").GetInt32().ShouldBe(requests);
    }
}
