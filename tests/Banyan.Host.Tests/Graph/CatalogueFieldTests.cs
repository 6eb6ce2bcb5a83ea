using System.Text.Json;
using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Spine;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Clients;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

public sealed class CatalogueFieldTests
{
    private const string Config =
        """
        providers:
          lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", apiKey: "env:LAB_KEY", trust: external, dataTerms: { noTraining: true, retention: 30d, region: eu } }
        models:
          lab/small: { context: 8000, maxOutput: 1000, can: [streaming, tools], price: { input: 2, output: 6 } }
          lab/secret: { context: 8000, can: [streaming], price: { input: 1, output: 1 } }
        aliases:
          fast: { targets: [lab/small] }
        """;

    [Fact]
    public async Task Models_carry_what_they_can_do_and_cost_to_the_token()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var data = await GraphClient.Of(app).DataAsync("""{ model(id: "small") { id provider capabilities contextWindow maxOutputTokens costPerInputToken costPerOutputToken price { perMillion free currency } } }""");

        data.GetProperty("model").GetRawText().ShouldBe(
            """{"id":"lab/small","provider":"lab","capabilities":["STREAMING","TOOLS"],"contextWindow":8000,"maxOutputTokens":1000,"costPerInputToken":"0.000002","costPerOutputToken":"0.000006","price":{"perMillion":{"input":"2","output":"6"},"free":false,"currency":"USD"}}""");
    }

    [Fact]
    public async Task A_key_sees_the_models_it_may_use_and_no_secret_of_a_provider()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var reader = await GraphClient.WithAsync(app, "models:read", "catalog:read");

        var answer = await reader.AskAsync("{ availableModels(capabilities: [TOOLS]) { id } providers { name credentials { name status secretRef } } modelAliases { name targets } }");

        answer.Data.GetProperty("availableModels").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("lab/small");
        answer.Data.GetRawText().ShouldNotContain("sk-lab");
        answer.Data.GetRawText().ShouldNotContain("env:LAB_KEY");
        answer.Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task Providers_models_and_keys_tell_how_they_did()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(WireTalk.Of('C').Whole("hello", 11, 7)));
        var yaml = $$"""
            providers:
              wall: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", apiKey: "env:WALL_KEY" }
            models:
              wall/up: { context: 8000, price: { input: 1, output: 3 } }
            """;
        await using var app = await BanyanApp.StartAsync(yaml, null, ("WALL_KEY", "sk-wall"));
        var client = GraphClient.Of(app);
        var bare = await client.DataAsync("""{ model(id: "wall/up") { averageLatency latencyP50 latencyP95 latencyP99 price { validTo } } provider(id: "wall") { dataTerms revision } modelAliases { revision } }""");
        bare.GetProperty("model").GetRawText().ShouldBe("""{"averageLatency":null,"latencyP50":null,"latencyP95":null,"latencyP99":null,"price":{"validTo":null}}""");
        bare.GetProperty("provider").GetRawText().ShouldBe("""{"dataTerms":null,"revision":0}""");
        var asked = await client.DataAsync("""mutation { generateCompletion(input: { modelPreference: "wall/up", messages: [{ role: USER, content: "hi" }] }) { id } }""");
        using var patience = new CancellationTokenSource(Patience.Long);
        Pace pace;
        while ((pace = await new PaceBook(app.Services.GetRequiredService<IPaceStore>(), TimeProvider.System).ModelAsync("default", "wall/up", patience.Token)).Calls == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        (pace.Calls, pace.ErrorRate, pace.P99Ms is not null).ShouldBe((1, 0, true));
        var provider = (await client.DataAsync("""{ provider(id: "wall") { errorRate p95LatencyMs credentials { status cooldownUntil lastError lastUsedAt } } }""")).GetProperty("provider");
        var key = provider.GetProperty("credentials")[0];
        key.GetProperty("status").GetString().ShouldBe("present");
        key.GetProperty("cooldownUntil").ValueKind.ShouldBe(JsonValueKind.Null);
        key.GetProperty("lastUsedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        var id = asked.GetProperty("generateCompletion").GetProperty("id").GetString();
        JsonElement attempt;
        while ((attempt = (await client.DataAsync("query($id: ID!) { completion(id: $id) { attempts { credential } } }", new { id })).GetProperty("completion")).ValueKind == JsonValueKind.Null)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        attempt.GetProperty("attempts")[0].GetProperty("credential").GetString().ShouldBe(ProviderKeyName(app));
    }

    private static string ProviderKeyName(BanyanApp app) => app.Services.GetRequiredService<ICatalog>().Current.Providers["wall"].Keys.ShouldHaveSingleItem().Name;

    [Fact]
    public void A_price_tells_until_when_it_holds()
    {
        var lab = new Provider { Name = "lab", Kind = "openai", Dialects = [], Quirks = new Dictionary<string, string>() };
        var (now, then) = (DateTimeOffset.UnixEpoch.AddDays(10), DateTimeOffset.UnixEpoch.AddDays(20));
        var model = new ModelEntry { Provider = lab, Name = "up", Prices = [new PriceRow { Id = "a" }, new PriceRow { Id = "b", ValidFrom = then }] };

        PriceInForce.Of(model, now).ShouldBe(new PriceInForce(model.Prices[0], then));
        PriceInForce.Of(model, then).ShouldBe(new PriceInForce(model.Prices[1], null));
        PriceInForce.Of(model with { Prices = [] }, now).ShouldBeNull();
        PriceInForce.Of(model with { Prices = [], Provider = lab with { IsInternal = true } }, now)!.Row.IsFree.ShouldBeTrue();
    }

    [Fact]
    public async Task A_provider_is_asked_once_to_see_whether_it_answers()
    {
        await using var wall = ScriptedWall.Start(request => request.Text.Contains("\"up\"", StringComparison.Ordinal) ? WallScript.Json(WireTalk.Of('C').Whole("hello", 11, 7)) : WallScript.Json("""{"error":{"message":"no such model","code":"model_not_found"}}""", 404));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(WireTalk.Of('C'), wall), null, ("WALL_KEY", "sk-wall"));
        const string ask = "mutation($model: String) { testProvider(id: \"wall\", model: $model) { outcome model failure httpStatus credential } }";

        (await GraphClient.Of(app).DataAsync(ask)).GetProperty("testProvider").GetProperty("outcome").GetString().ShouldBe("SUCCEEDED");
        var gone = (await GraphClient.Of(app).DataAsync(ask, new { model = "gone" })).GetProperty("testProvider");
        (gone.GetProperty("outcome").GetString(), gone.GetProperty("model").GetString(), gone.GetProperty("httpStatus").GetInt32()).ShouldBe(("FAILED", "wall/gone", 404));
        (await GraphClient.Of(app).AskAsync("mutation { testProvider(id: \"none\") { outcome } }")).Codes.ShouldBe(["NOT_FOUND"]);
        (await (await GraphClient.WithAsync(app, "catalog:read")).AskAsync(ask)).Codes.ShouldBe(["FORBIDDEN"]);
        wall.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_provider_promises_about_data_is_told()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        (await GraphClient.Of(app).DataAsync("""{ provider(id: "lab") { dataTerms } }""")).GetRawText().ShouldBe("""{"provider":{"dataTerms":{"noTraining":true,"retentionSeconds":2592000,"region":"eu"}}}""");
    }

    [Fact]
    public async Task The_system_tells_its_database_its_nodes_and_what_waits()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        const string ask = "{ systemStatus { ready directMode database redis spoolRows nodes { name catalogVersion activeStreams requestsPerSecond lastSeenAt startedAt } } }";
        using var patience = new CancellationTokenSource(Patience.Long);
        JsonElement status;
        while ((status = (await GraphClient.Of(app).DataAsync(ask)).GetProperty("systemStatus")).GetProperty("nodes").GetArrayLength() == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        status.GetProperty("database").GetString().ShouldBe("up");
        status.GetProperty("redis").ValueKind.ShouldBe(JsonValueKind.Null, "none is used");
        status.GetProperty("directMode").GetBoolean().ShouldBeFalse();
        status.GetProperty("spoolRows").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        status.GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString()!.ShouldContain(Environment.MachineName);
        await GraphClient.Of(app).DataAsync("""mutation { setDirectMode(enabled: true, reason: "a test") { reason } }""");
        (await GraphClient.Of(app).DataAsync("{ systemStatus { directMode } }")).GetRawText().ShouldContain("true");
    }

    [Fact]
    public async Task A_caller_sees_the_budgets_it_counts_for_alone()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        foreach (var (scope, id) in new[] { ("SERVICE", "tests"), ("SERVICE", "another"), ("USER", "*") })
        {
            await admin.DataAsync("mutation($input: SetBudgetInput!) { setUsageBudget(input: $input) { id } }", new { input = new { scope, scopeId = id, period = "DAILY", limitAmount = "5" } });
        }

        (await (await GraphClient.WithAsync(app, "budgets:read")).DataAsync("{ me { budgets { scope scopeId } } }")).GetRawText().ShouldBe("""{"me":{"budgets":[{"scope":"SERVICE","scopeId":"tests"}]}}""");
        (await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ me { budgets { scope } } }")).Codes.ShouldContain("FORBIDDEN");
    }

    [Fact]
    public async Task Without_the_scope_there_is_nothing()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var answer = await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ providers { name } }");

        answer.Codes.ShouldBe(["FORBIDDEN"]);
    }
}
