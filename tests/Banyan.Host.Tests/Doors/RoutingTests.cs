using System.Net;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Doors;

/// <summary>The router on the running service: where asks go, why, and who may say so.</summary>
public sealed class RoutingTests
{
    private const string Key = "sk-upstream-0123456789abcdef";

    private const string Explained =
        "requestedModel resolvedBy rule rules { rule outcome reason } chosen fallbacks draw estimatedTokens outputReserve micros catalogVersion "
        + "candidates { model eligible reason gate estimatedCost p95LatencyMs quality utility affinityBonus }";

    private static readonly WireTalk Talk = WireTalk.Of('C');

    [Fact]
    public async Task A_rule_kept_over_GraphQL_is_obeyed_at_once_told_of_each_exchange_and_removed()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        (await ServedAsync(app, "auto")).ShouldBe("lab/cheap");

        var saved = (await admin.DataAsync(
            """mutation { saveRoutingRule(input: { name: "digests", priority: 10, conditions: { feature: { eq: "digest" } }, target: "lab/good", fallbacks: ["lab/cheap"] }) { id revision problems managedBy } }"""))
            .GetProperty("saveRoutingRule");
        saved.GetProperty("revision").GetInt32().ShouldBe(1);
        saved.GetProperty("managedBy").GetString().ShouldBe("database");
        (await ServedAsync(app, "auto")).ShouldBe("lab/good");
        (await ServedAsync(app, "lab/cheap")).ShouldBe("lab/cheap", "a model named at a wire door is binding");

        var decision = await DecisionAsync(app, admin, "auto");
        decision.GetProperty("rule").GetString().ShouldBe("digests");
        decision.GetProperty("fallbacks").EnumerateArray().Select(one => one.GetString()).ShouldBe(["lab/cheap"]);
        decision.GetProperty("chosen").GetString().ShouldBe("lab/good");

        var id = saved.GetProperty("id").GetString();
        (await admin.AskAsync("mutation($id: ID!) { saveRoutingRule(input: { id: $id, expectedRevision: 7, name: \"digests\", priority: 10, conditions: {}, target: \"lab/good\" }) { id } }", new { id })).Codes.ShouldBe(["CONFLICT"]);
        (await admin.AskAsync("mutation { saveRoutingRule(input: { name: \"x\", priority: 1, conditions: { planet: { eq: 1 } }, target: \"lab/good\" }) { id } }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.DataAsync("mutation($id: ID!) { removeRoutingRule(id: $id) }", new { id })).GetProperty("removeRoutingRule").GetBoolean().ShouldBeTrue();
        (await ServedAsync(app, "auto")).ShouldBe("lab/cheap");
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 9, null, CancellationToken.None)).Select(act => act.Action).ShouldBe(["removeRoutingRule", "saveRoutingRule"]);
    }

    [Fact]
    public async Task A_dry_run_tells_everything_and_sends_spends_and_counts_nothing()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(
            Yaml(wall, ", rules: [{ name: shade, when: { feature: { eq: digest } }, target: lab/good, shadow: true }]"), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);

        var decision = (await admin.DataAsync($$"""{ routeDryRun(input: { modelPreference: "auto", feature: "digest", maxTokens: 100, messages: [{ role: USER, content: "Summarise this" }] }) { {{Explained}} } }""")).GetProperty("routeDryRun");
        decision.GetProperty("chosen").GetString().ShouldBe("lab/cheap");
        decision.GetProperty("draw").GetString().ShouldBe("best");
        decision.GetProperty("outputReserve").GetInt32().ShouldBe(100);
        decision.GetProperty("rules")[0].GetProperty("outcome").GetString().ShouldBe("shadow");
        var candidates = decision.GetProperty("candidates").EnumerateArray().ToDictionary(one => one.GetProperty("model").GetString()!, StringComparer.Ordinal);
        candidates["lab/cheap"].GetProperty("utility").GetDouble().ShouldBeGreaterThan(candidates["lab/good"].GetProperty("utility").GetDouble());
        decimal.Parse(candidates["lab/good"].GetProperty("estimatedCost").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        candidates["lab/tiny"].GetProperty("eligible").GetBoolean().ShouldBeFalse();
        candidates["lab/tiny"].GetProperty("reason").GetString()!.ShouldContain("gives at most 10 output tokens");

        wall.Requests.ShouldBeEmpty();
        (await admin.DataAsync("{ routingRules { name matchedLast24h } usageLog(first: 5) { nodes { id } } }")).GetRawText().ShouldBe(
            """{"routingRules":[{"name":"shade","matchedLast24h":0}],"usageLog":{"nodes":[]}}""");
        (await admin.AskAsync("""{ routeDryRun(input: { modelPreference: "nobody", messages: [{ role: USER, content: "x" }] }) { chosen } }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task A_provider_that_fails_is_left_shown_and_brought_back_by_hand()
    {
        await using var dead = ScriptedWall.Start(_ => WallScript.Json("{}", 503));
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(
            Yaml(wall).Replace("providers:\n", $$"""
            providers:
              dead: { type: openai-compatible, baseUrl: "{{dead.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }

            """, StringComparison.Ordinal).Replace("models:\n", "models:\n  dead/bargain: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 0.01, output: 0.01 } }\n", StringComparison.Ordinal),
            null,
            ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        for (var i = 0; i < 20; i++)
        {
            (await ServedAsync(app, "auto")).ShouldBe("lab/cheap");
        }

        dead.Requests.Count.ShouldBe(5);
        var circuit = (await admin.DataAsync("{ circuitBreakers { provider model state failures openedAt nextProbeAt } }")).GetProperty("circuitBreakers").EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "dead");
        circuit.GetProperty("state").GetString().ShouldBe("OPEN");
        circuit.GetProperty("failures").GetInt32().ShouldBe(5);
        circuit.GetProperty("nextProbeAt").GetDateTimeOffset().ShouldBe(circuit.GetProperty("openedAt").GetDateTimeOffset().AddSeconds(60), TimeSpan.FromMilliseconds(5));

        (await admin.DataAsync("""mutation { resetCircuitBreaker(provider: "dead", model: "bargain") }""")).GetProperty("resetCircuitBreaker").GetBoolean().ShouldBeTrue();
        (await ServedAsync(app, "auto")).ShouldBe("lab/cheap");
        dead.Requests.Count.ShouldBe(6);
        (await admin.AskAsync("""mutation { resetCircuitBreaker(provider: "nobody") }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task What_people_say_of_answers_moves_the_quality_of_the_model_that_gave_them()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        var admin = GraphClient.Of(app);
        var before = await QualityAsync(admin);
        using (var answered = await AskAsync(app, "auto"))
        {
            var id = answered.Headers.GetValues("x-request-id").Single();
            GraphAnswer said;
            do
            {
                // A score is taken once the exchange is written down.
                said = await admin.AskAsync("mutation($id: ID!) { submitFeedback(requestId: $id, score: 0) }", new { id });
            }
            while (said.Errors.Count > 0 && said.Codes.Contains("NOT_FOUND"));
            said.Errors.ShouldBeEmpty();
        }

        while (await QualityAsync(admin) >= before)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Rules_of_the_file_are_in_force_when_it_changes()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(Talk.Whole("All is well", 11, 7)));
        await using var app = await BanyanApp.StartAsync(Yaml(wall), null, ("UP_KEY", Key));
        (await ServedAsync(app, "auto")).ShouldBe("lab/cheap");
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "banyan.yaml"), Yaml(wall, ", rules: [{ name: good, target: lab/good }]"));
        while (await ServedAsync(app, "auto") != "lab/good")
        {
            await Task.Yield();
        }
    }

    private static async Task<double> QualityAsync(GraphClient admin) =>
        (await admin.DataAsync("""{ routeDryRun(input: { modelPreference: "auto", messages: [{ role: USER, content: "x" }] }) { candidates { model quality } } }"""))
        .GetProperty("routeDryRun").GetProperty("candidates").EnumerateArray().Single(one => one.GetProperty("model").GetString() == "lab/cheap").GetProperty("quality").GetDouble();

    private static async Task<JsonElement> DecisionAsync(BanyanApp app, GraphClient admin, string model)
    {
        using var answered = await AskAsync(app, model);
        var id = answered.Headers.GetValues("x-request-id").Single();
        while (true)
        {
            // Written down within a second of its end.
            var row = (await admin.DataAsync($$"""query($id: ID!) { completion(id: $id) { answer { decision { {{Explained}} } } } }""", new { id })).GetProperty("completion");
            if (row.ValueKind == JsonValueKind.Object)
            {
                return row.GetProperty("answer").GetProperty("decision");
            }

            await Task.Yield();
        }
    }

    /// <summary>The model that answered, by the answer's header.</summary>
    private static async Task<string> ServedAsync(BanyanApp app, string model)
    {
        using var answered = await AskAsync(app, model);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answered.Headers.GetValues("x-banyan-model").Single();
    }

    private static Task<HttpResponseMessage> AskAsync(BanyanApp app, string model)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative))
        {
            Content = new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"What is the weather like today, and what will it be like tomorrow?"}]}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-banyan-feature", "digest");
        return app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string Yaml(ScriptedWall wall, string routing = "") => $$"""
        providers:
          lab: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/cheap: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 }, quality: 0.6 }
          lab/good: { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 10, output: 30 }, quality: 0.9 }
          lab/tiny: { context: 20, maxOutput: 10, can: [streaming], price: { input: 0.1, output: 0.3 } }
        routing: { explore: 0{{routing}} }

        """;
}
