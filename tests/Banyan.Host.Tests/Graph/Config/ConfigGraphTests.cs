using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Config;

public sealed class ConfigGraphTests
{
    private const string File =
        """
        locks: [routing.weights]
        providers:
          lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", apiKey: "env:LAB_KEY" }
        models:
          lab/small: { context: 8000, price: { input: 2, output: 6 } }
        aliases:
          slow: { targets: [lab/small] }
        """;

    private const string Apply = "mutation($document: String!, $dryRun: Boolean) { applyConfig(document: $document, dryRun: $dryRun) { id source valid active diff problems { code path line severity } } }";

    [Fact]
    public async Task A_document_is_tried_put_in_force_and_taken_back()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        const string document = "aliases:\n  fast: { strategy: weighted, targets: [slow, { model: lab/big, weight: 3 }] }\nrouting: { defaultModel: fast, weights: { cost: 1 } }\nserver: { listen: \"http://0.0.0.0:1\" }\n";

        var tried = (await admin.DataAsync(Apply, new { document })).GetProperty("applyConfig");
        (tried.GetProperty("id").GetString(), tried.GetProperty("valid").GetBoolean(), tried.GetProperty("active").GetBoolean()).ShouldBe(("trial", true, false), "a trial is what is done when nothing is said");
        tried.GetProperty("diff").GetString().ShouldBe("""
            + aliases.fast.strategy: weighted
            + aliases.fast.targets[0]: slow
            + aliases.fast.targets[1].model: lab/big
            + aliases.fast.targets[1].weight: 3
            + routing.defaultModel: fast
            + routing.weights.cost: 1

            """.ReplaceLineEndings("\n"));
        tried.GetProperty("problems").EnumerateArray().Select(one => $"{one.GetProperty("code").GetString()} {one.GetProperty("path").GetString()} {one.GetProperty("line").GetRawText()}").ShouldBe(["CFG063 routing.weights 3", "CFG064 server 4"]);
        (await admin.DataAsync("{ configRevisions { id } modelAliases { name } }")).GetRawText().ShouldBe("""{"configRevisions":[],"modelAliases":[{"name":"auto"},{"name":"slow"}]}""");

        var first = (await admin.DataAsync(Apply, new { document, dryRun = false })).GetProperty("applyConfig");
        (first.GetProperty("valid").GetBoolean(), first.GetProperty("active").GetBoolean(), first.GetProperty("source").GetString()).ShouldBe((true, true, "document"));
        app.Services.GetRequiredService<ICatalog>().Current.DefaultModel.ShouldBe("fast");
        var again = (await admin.DataAsync(Apply, new { document, dryRun = false })).GetProperty("applyConfig");
        again.GetProperty("id").GetString().ShouldBe(first.GetProperty("id").GetString(), "the same again is no new revision");
        await admin.DataAsync("""mutation { saveAlias(input: { name: "slow", strategy: "fixed", targets: ["mock/chat"] }) { name } setModelPrice(input: { modelId: "lab/small", perMillion: { input: "9" } }) { id } }""");

        var back = (await admin.DataAsync("mutation($id: ID!) { rollbackConfig(revisionId: $id) { source diff active } }", new { id = first.GetProperty("id").GetString() })).GetProperty("rollbackConfig");
        back.GetRawText().ShouldBe("""{"source":"rollback","diff":"- aliases.slow.strategy: fixed\n- aliases.slow.targets[0]: mock/chat\n","active":true}""");
        (await admin.DataAsync("""{ modelAliases { name targets revision } model(id: "lab/small") { costPerInputToken } }""")).GetRawText().ShouldContain("""{"name":"slow","targets":[{"model":"lab/small","weight":1}],"revision":0}]""", Case.Sensitive, "the file's holds again");
        (await admin.DataAsync("""{ model(id: "lab/small") { costPerInputToken } }""")).GetProperty("model").GetProperty("costPerInputToken").GetString().ShouldBe("0.000009", "going back re-prices nothing");

        var told = (await admin.DataAsync("{ configRevisions { id by source valid active diff } }")).GetProperty("configRevisions").EnumerateArray().ToList();
        told.Select(one => one.GetProperty("source").GetString()).ShouldBe(["rollback", "price", "edit", "document", "file"]);
        told.Count(one => one.GetProperty("active").GetBoolean()).ShouldBe(1);
        told[1].GetProperty("diff").GetString()!.ShouldContain("models[\"lab/small\"].price from ");
        (await admin.DataAsync("mutation($id: ID!) { rollbackConfig(revisionId: $id) { source } }", new { id = told[^1].GetProperty("id").GetString() })).GetRawText().ShouldContain("rollback");
        app.Services.GetRequiredService<ICatalog>().Current.Aliases.ShouldNotContainKey("fast");
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["rollbackConfig", "rollbackConfig", "setModelPrice", "saveAlias", "applyConfig"]);
    }

    [Fact]
    public async Task A_bad_document_changes_nothing_tells_all_that_is_wrong_and_is_kept_without_the_secret_written_into_it()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        var version = app.Services.GetRequiredService<ICatalog>().Current.Version;
        const string document = "providers:\n  hall:\n    type: openai\n    apiKey: sk-written-9c1d\naliases:\n  fast: { targets: [nobody] }\nroutin: {}\n";

        foreach (var dryRun in new[] { true, false })
        {
            var refused = (await admin.DataAsync(Apply, new { document, dryRun })).GetProperty("applyConfig");
            refused.GetProperty("valid").GetBoolean().ShouldBeFalse();
            refused.GetProperty("problems").EnumerateArray().Where(one => one.GetProperty("severity").GetString() == "CRITICAL").Select(one => $"{one.GetProperty("code").GetString()} {one.GetProperty("path").GetString()} {one.GetProperty("line").GetRawText()}").ShouldBe(
                ["CFG013 providers.hall.apiKey 4", "CFG030 aliases.fast.targets[0] 6", "CFG002 routin 7"]);
        }

        var kept = (await admin.DataAsync("{ configRevisions { id valid active diff document } }")).GetProperty("configRevisions").EnumerateArray().ShouldHaveSingleItem();
        (kept.GetProperty("valid").GetBoolean(), kept.GetProperty("active").GetBoolean()).ShouldBe((false, false));
        kept.GetRawText().ShouldNotContain("sk-written");
        (await admin.AskAsync("mutation($id: ID!) { rollbackConfig(revisionId: $id) { id } }", new { id = kept.GetProperty("id").GetString() })).Codes.ShouldBe(["CONFLICT"]);
        (await admin.AskAsync("""mutation { rollbackConfig(revisionId: "nothing") { id } }""")).Codes.ShouldBe(["NOT_FOUND"]);
        (await admin.DataAsync(Apply, new { document = "a: [", dryRun = true })).GetProperty("applyConfig").GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("CFG001");
        (await admin.DataAsync(Apply, new { document = "aliases: { a: { targets: [mock/chat] } }\naliases: {}", dryRun = true })).GetProperty("applyConfig").GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("CFG005");
        app.Services.GetRequiredService<ICatalog>().Current.Version.ShouldBe(version);
    }

    [Fact]
    public async Task What_is_in_force_tells_where_each_value_comes_from_and_shows_no_secret()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab-1234"), ("BANYAN__providers__other__apiKey", "sk-given-5678"), ("BANYAN__providers__other__type", "openai"), ("BANYAN__routing__explore", "0.5"));
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { saveProvider(input: { name: "lab", type: OPENAI_COMPATIBLE, priority: 3 }) { name } saveCredential(input: { providerId: "lab", name: "two", secret: "sk-kept-9012" }) { name } }""");

        var config = (await admin.DataAsync("{ effectiveConfig }")).GetProperty("effectiveConfig");
        Told(config, "providers", "lab", "priority").ShouldBe("3 database");
        Told(config, "providers", "lab", "baseUrl").ShouldBe("http://127.0.0.1:1/v1 file");
        Told(config, "providers", "lab", "timeouts", "connect").ShouldBe("5s default");
        Told(config, "providers", "other", "apiKey").ShouldBe("*** environment");
        Told(config, "routing", "explore").ShouldBe("0.5 environment");
        Told(config, "routing", "tieBand").ShouldBe("0.05 default");
        config.GetProperty("providers").GetProperty("lab").GetProperty("keys").EnumerateArray().Select(key => $"{key.GetProperty("name").GetProperty("value").GetString()} {key.GetProperty("ref").GetProperty("value").GetString()}").ShouldBe(["default env:LAB_KEY", "two stored:lab/two"]);
        var plain = (await admin.DataAsync("{ effectiveConfig(origin: false) }")).GetProperty("effectiveConfig");
        plain.GetProperty("providers").GetProperty("lab").GetProperty("priority").GetInt32().ShouldBe(3);
        foreach (var secret in new[] { "sk-lab-1234", "sk-given-5678", "sk-kept-9012" })
        {
            config.GetRawText().ShouldNotContain(secret);
        }

        (await (await GraphClient.WithAsync(app, "catalog:write", "catalog:read")).AskAsync("{ effectiveConfig }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task What_is_saved_on_one_node_is_in_force_on_every_other_and_at_the_next_start()
    {
        await using var server = await PostgresServer.StartAsync();
        (string, string)[] environment = [("LAB_KEY", "sk-lab"), ("BANYAN_DATABASE", await server.CreateDatabaseAsync()), ("MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using var first = await BanyanApp.StartAsync(File, null, environment);
        await using var second = await BanyanApp.StartAsync(File, null, environment);
        await GraphClient.Of(first).DataAsync("""mutation { saveAlias(input: { name: "fast", strategy: "fixed", targets: ["lab/small"] }) { name } saveCredential(input: { providerId: "lab", name: "two", secret: "sk-kept-9012" }) { name } }""");

        using var patience = new CancellationTokenSource(Patience.Long);
        while (second.Services.GetRequiredService<ICatalog>().Current.Providers["lab"].Keys.Count < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await using var third = await BanyanApp.StartAsync(File, null, environment);
        foreach (var node in new[] { second, third })
        {
            var catalog = node.Services.GetRequiredService<ICatalog>().Current;
            catalog.Aliases["fast"].Targets.Single().Model.Id.ShouldBe("lab/small");
            catalog.Providers["lab"].Keys.Select(key => (key.Name, key.Secret.Reveal())).ShouldBe([("default", "sk-lab"), ("two", "sk-kept-9012")]);
        }

        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new GraphClient((i % 2 == 0 ? first : second).Http, first.Key).AskAsync(
            "mutation($name: String!) { saveAlias(input: { name: $name, strategy: \"fixed\", targets: [\"lab/small\"], expectedRevision: 0 }) { name } }", new { name = $"many{i / 2}" })));
        saves.Count(save => save.Errors.Count == 0).ShouldBe(4, "of two that make the same one is first");
        saves.SelectMany(save => save.Codes).ShouldAllBe(code => code == "CONFLICT");
    }

    private static string Told(JsonElement config, params string[] path)
    {
        var at = path.Aggregate(config, (node, name) => node.GetProperty(name));
        return $"{at.GetProperty("value")} {at.GetProperty("origin").GetString()}";
    }
}
