using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Wire.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>Who spends, as every role sees it.</summary>
public sealed class UsageReportTests
{
    private const string Period = """period: CUSTOM, range: { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" }""";
    private const string Numbers = "totalRequests totalTokens totalCost cacheHits errors unpriced estimatedShare";
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_service_adds_up_to_its_rows_and_is_told_apart()
    {
        await using var app = await StartAsync();

        var usage = (await GraphClient.Of(app).DataAsync($$"""
            { serviceUsage(serviceId: "billing", {{Period}}) {
                {{Numbers}} savedCost usage { promptTokens completionTokens } byModel { model provider requests tokens cost } byFeature { feature cost } groups(by: USER, first: 1) { key cost } from to } }
            """)).GetProperty("serviceUsage");

        usage.GetRawText().ShouldBe("""
            {"totalRequests":3,"totalTokens":90,"totalCost":"0.000000055","cacheHits":1,"errors":1,"unpriced":1,"estimatedShare":0.3333333333333333,"savedCost":"0.000000007",
            "usage":{"promptTokens":60,"completionTokens":30},
            "byModel":[{"model":"lab/up","provider":"lab","requests":3,"tokens":90,"cost":"0.000000055"}],
            "byFeature":[{"feature":"summaries","cost":"0.00000005"},{"feature":"","cost":"0.000000005"}],
            "groups":[{"key":"ada","cost":"0.00000005"}],"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("TODAY")]
    [InlineData("THIS_MONTH")]
    [InlineData("LAST_90_DAYS")]
    public async Task A_period_that_goes_on_ends_now(string period)
    {
        await using var app = await StartAsync();
        var before = TimeProvider.System.GetUtcNow();

        var told = (await GraphClient.Of(app).DataAsync($"{{ tenantUsage(period: {period}) {{ to }} }}")).GetProperty("tenantUsage").GetProperty("to").GetDateTimeOffset();

        told.ShouldBeInRange(before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task The_tenant_adds_up_to_all_of_its_services_and_none_of_anothers()
    {
        await using var app = await StartAsync();
        var data = await GraphClient.Of(app).DataAsync($$"""
            { tenantUsage({{Period}}) { totalCost groups(by: SERVICE) { key cost requests } }
              topUsers({{Period}}, limit: 2) { userId cost requests tokens }
              most: topUsers({{Period}}, by: "requests", limit: 1) { userId } }
            """);
        data.GetProperty("tenantUsage").GetRawText().ShouldBe(
            """{"totalCost":"0.000000155","groups":[{"key":"search","cost":"0.0000001","requests":1},{"key":"billing","cost":"0.000000055","requests":3}]}""");
        data.GetProperty("topUsers").GetRawText().ShouldBe(
            """[{"userId":"bob","cost":"0.0000001","requests":1,"tokens":30},{"userId":"ada","cost":"0.00000005","requests":2,"tokens":60}]""");
        data.GetProperty("most")[0].GetProperty("userId").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task A_trend_has_a_point_for_each_day_that_has_anything()
    {
        await using var app = await StartAsync();
        var admin = GraphClient.Of(app);
        var days = (await admin.DataAsync($$"""{ usageTrends({{Period}}, groupBy: SERVICE, filter: { models: ["lab/up"] }) { at key requests cost errors p95LatencyMs } }""")).GetProperty("usageTrends");
        days.GetRawText().ShouldBe("""
            [{"at":"2026-03-14T00:00:00.000Z","key":"search","requests":1,"cost":"0.0000001","errors":0,"p95LatencyMs":198},
            {"at":"2026-03-14T00:00:00.000Z","key":"billing","requests":2,"cost":"0.00000005","errors":1,"p95LatencyMs":198},
            {"at":"2026-03-15T00:00:00.000Z","key":"billing","requests":1,"cost":"0.000000005","errors":0,"p95LatencyMs":198}]
            """.ReplaceLineEndings(""));
        var month = (await admin.DataAsync($$"""{ usageTrends({{Period}}, interval: MONTH) { at key cost } }""")).GetProperty("usageTrends");
        month.GetRawText().ShouldBe("""[{"at":"2026-03-01T00:00:00.000Z","key":null,"cost":"0.000000155"}]""");
        (await admin.AskAsync("""{ usageTrends(period: CUSTOM, interval: HOUR, filter: { range: { from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" } }) { at } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task A_viewer_sees_totals_a_developer_the_own_service_an_auditor_everything()
    {
        await using var app = await StartAsync();
        var (viewer, developer, auditor) = (await KeyAsync(app, Role.Viewer), await KeyAsync(app, Role.Developer), await KeyAsync(app, Role.Auditor));
        var totals = $$"""{ tenantUsage({{Period}}) { totalCost } }""";
        var groups = $$"""{ tenantUsage({{Period}}) { groups(by: SERVICE) { key } } }""";
        var other = $$"""{ serviceUsage(serviceId: "search", {{Period}}) { totalCost } }""";
        var trend = $$"""{ usageTrends({{Period}}) { cost } }""";
        var users = $$"""{ topUsers({{Period}}) { userId } }""";

        Cost(await viewer.DataAsync(totals), "tenantUsage").ShouldBe("0.000000155");
        (await viewer.DataAsync(trend)).GetProperty("usageTrends").GetArrayLength().ShouldBe(2);
        foreach (var hidden in new[] { groups, other, users, "{ usageLog { nodes { id } } }", trend.Replace(") {", ", groupBy: USER) {", StringComparison.Ordinal), trend.Replace(") {", """, filter: { users: ["ada"] }) {""", StringComparison.Ordinal) })
        {
            (await viewer.AskAsync(hidden)).Codes.ShouldBe(["FORBIDDEN"], hidden);
        }

        (await developer.AskAsync(totals)).Codes.ShouldBe(["FORBIDDEN"]);
        (await developer.AskAsync(other)).Codes.ShouldBe(["NOT_FOUND"]);
        (await developer.AskAsync("""{ usageLog(filter: { services: ["search"] }) { nodes { id } } }""")).Codes.ShouldBe(["NOT_FOUND"]);
        Cost(await developer.DataAsync(other.Replace("search", "billing", StringComparison.Ordinal)), "serviceUsage").ShouldBe("0.000000055");
        (await developer.DataAsync(users)).GetProperty("topUsers").GetRawText().ShouldBe("""[{"userId":"ada"}]""");
        (await developer.DataAsync(trend)).GetProperty("usageTrends")[0].GetProperty("cost").GetString().ShouldBe("0.00000005");
        (await developer.DataAsync("{ usageLog { nodes { service } } }")).GetProperty("usageLog").GetProperty("nodes").EnumerateArray().ShouldAllBe(row => row.GetProperty("service").GetString() == "billing");

        (await auditor.DataAsync(groups)).GetProperty("tenantUsage").GetProperty("groups").GetArrayLength().ShouldBe(2);
        Cost(await auditor.DataAsync(other), "serviceUsage").ShouldBe("0.0000001");
    }

    [Fact]
    public async Task Totals_do_not_tell_apart_what_other_words_would_of_the_own()
    {
        await using var app = await StartAsync();
        var odd = await GraphClient.WithAsync(app, "usage:totals", "chat");
        (await odd.AskAsync($$"""{ tenantUsage({{Period}}) { byModel { model } } }""")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task A_key_reads_its_own_service_narrowed_to_the_user_it_names()
    {
        await using var app = await StartAsync();
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "billing", Operations = ["chat", "users:assert"], Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        var billing = new GraphClient(app.Http, made.Key);
        var ask = JsonSerializer.Serialize(new { query = $$"""{ myUsage({{Period}}) { totalCost } }""" });

        Cost(await billing.DataAsync($$"""{ myUsage({{Period}}) { totalCost } }"""), "myUsage").ShouldBe("0.000000055");
        using var content = new StringContent(ask, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var reply = await billing.SendAsync(HttpMethod.Post, "/graphql", content, "application/json", ("x-banyan-user", "ada"));
        (await reply.Content.ReadAsStringAsync()).ShouldContain("\"totalCost\":\"0.00000005\"");
    }

    [Fact]
    public async Task A_month_is_forecast_from_its_days()
    {
        await using var app = await BanyanApp.StartAsync();
        var today = new DateTimeOffset(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        await AppendAsync(app, [.. Enumerable.Range(1, 28).Select(back => Row(back) with { OccurredAt = today.AddDays(-back).AddHours(3), CostNanoUsd = 2_000_000_000 })]);

        var forecast = (await GraphClient.Of(app).DataAsync("{ tenantUsage(period: THIS_MONTH) { totalCost forecast { cost low high at days } } }")).GetProperty("tenantUsage").GetProperty("forecast");

        // Every day cost 2 USD, today nothing yet: what is left of the month costs 2 USD a day. Today is part of what is left.
        var (month, now) = (today.AddDays(1 - today.Day), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var most = (2m * (today.Day - 1)) + (2m * (decimal)((month.AddMonths(1) - today) / TimeSpan.FromDays(1)));
        var least = (2m * (today.Day - 1)) + (2m * (decimal)((month.AddMonths(1) - now) / TimeSpan.FromDays(1)));
        decimal.Parse(forecast.GetProperty("cost").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(least - 0.000001m, most + 0.000001m);
        forecast.GetProperty("low").GetString().ShouldBe(forecast.GetProperty("high").GetString());
        forecast.GetProperty("days").GetInt32().ShouldBe(28);
    }

    private static string? Cost(JsonElement data, string field) => data.GetProperty(field).GetProperty("totalCost").GetString();

    private static async Task<GraphClient> KeyAsync(BanyanApp app, Role role)
    {
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "billing", Role = role, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return new GraphClient(app.Http, made.Key);
    }

    private static async Task<BanyanApp> StartAsync()
    {
        var app = await BanyanApp.StartAsync();
        await AppendAsync(
            app,
            [
                Row(1) with { UserId = "ada", Feature = "summaries", CostNanoUsd = 50, IsEstimated = true },
                Row(2) with { UserId = "ada", Feature = "summaries", CostNanoUsd = null, Outcome = Outcome.Failed },
                Row(3) with { OccurredAt = Noon.AddDays(1), CostNanoUsd = 5, Outcome = Outcome.Cached, SavedNanoUsd = 7 },
                Row(4) with { Service = "search", UserId = "bob", CostNanoUsd = 100 },
                Row(5) with { Tenant = "other", CostNanoUsd = 1_000 },
            ]);
        return app;
    }

    private static Task AppendAsync(BanyanApp app, IReadOnlyList<UsageRow> rows) => app.Services.GetRequiredService<IUsageStore>().AppendAsync(rows, CancellationToken.None);

    private static UsageRow Row(int number) => new()
    {
        Id = Guid.CreateVersion7(Noon.AddSeconds(number)),
        OccurredAt = Noon.AddSeconds(number),
        RequestId = Guid.CreateVersion7(Noon),
        AttemptNo = 1,
        Tenant = "default",
        Service = "billing",
        ApiKeyId = "Ab12Cd34",
        Door = "openai-chat",
        Provider = "lab",
        Model = "lab/up",
        Usage = new TokenUsage { Uncached = 20, Output = 10 },
        Outcome = Outcome.Succeeded,
        LatencyMs = 190,
    };
}
