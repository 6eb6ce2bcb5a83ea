using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Catalogue;

/// <summary>Providers, models, prices and aliases that are made and changed while the service runs.</summary>
public sealed class CatalogueEditingTests
{
    private const string Secret = "sk-canary-5d1f0b77c2";
    private const string File =
        """
        providers:
          lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", apiKey: "env:LAB_KEY", priority: 40 }
        models:
          lab/small: { context: 8000, price: { input: 2, output: 6 } }
        aliases:
          slow: { targets: [lab/small] }
        """;

    private const string SaveProvider = "mutation($input: ProviderInput!) { saveProvider(input: $input) { id type baseUrl status priority trust managedBy revision quirks timeouts } }";
    private const string SaveModel = "mutation($input: ModelInput!) { saveModel(input: $input) { id displayName capabilities contextWindow maxOutputTokens quality status price { free } } }";
    private const string SaveAlias = "mutation($input: AliasInput!) { saveAlias(input: $input) { id strategy targets fallbacks options revision } }";
    private const string SaveKey = "mutation($input: CredentialInput!) { saveCredential(input: $input) { id name status weight secretRef } }";
    private const string SetPrice = "mutation($input: PriceInput!) { setModelPrice(input: $input) { id validFrom validTo perMillion perRequest tiers free } }";

    [Fact]
    public async Task A_provider_with_key_model_price_and_alias_is_made_and_asked_without_a_restart_and_what_was_charged_stays_charged()
    {
        await using var wall = ScriptedWall.Start(_ => WallScript.Json(WireTalk.Of('C').Whole("hello", 1_000_000, 1_000_000)));
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);

        var provider = (await admin.DataAsync(SaveProvider, new { input = new { name = "hall", type = "OPENAI_COMPATIBLE", baseUrl = $"{wall.Address.AbsoluteUri.TrimEnd('/')}", trust = "external", timeouts = new { connect = 3, idle = "40s" }, quirks = new { quirkSet = "vllm" } } })).GetProperty("saveProvider");
        (provider.GetProperty("managedBy").GetString(), provider.GetProperty("revision").GetInt32(), provider.GetProperty("timeouts").GetProperty("idle").GetDouble()).ShouldBe(("database", 1, 40));
        var key = (await admin.DataAsync(SaveKey, new { input = new { providerId = "hall", name = "main", secret = Secret, weight = 2 } })).GetProperty("saveCredential");
        key.GetRawText().ShouldBe("""{"id":"hall/main","name":"main","status":"present","weight":2,"secretRef":"stored:hall/main"}""");
        var model = (await admin.DataAsync(SaveModel, new { input = new { providerId = "hall", name = "up", displayName = "Up", capabilities = new[] { "STREAMING", "PARALLEL_TOOLS" }, contextWindow = 9_000_000, maxOutputTokens = 4000, quality = 0.7 } })).GetProperty("saveModel");
        model.GetRawText().ShouldBe("""{"id":"hall/up","displayName":"Up","capabilities":["STREAMING","PARALLEL_TOOLS"],"contextWindow":9000000,"maxOutputTokens":4000,"quality":0.7,"status":"ACTIVE","price":null}""");
        await PriceAsync(admin, new { modelId = "hall/up", perMillion = new { input = "1", output = 2 } });
        var alias = (await admin.DataAsync(SaveAlias, new { input = new { name = "swift", strategy = "weighted", targets = new[] { new { model = "hall/up", weight = 3 } }, fallbacks = new[] { "slow" }, options = new { hedge = false } } })).GetProperty("saveAlias");
        // Weights are told as the shares they come to: of one target alone that is 1.
        alias.GetRawText().ShouldBe("""{"id":"swift","strategy":"weighted","targets":[{"model":"hall/up","weight":1}],"fallbacks":["lab/small"],"options":{"hedge":false},"revision":1}""");

        (await AskAsync(admin)).ShouldBe("3", "a million tokens each way");
        wall.Requests.Single().Header("Authorization").ShouldBe($"Bearer {Secret}");
        var second = await PriceAsync(admin, new { modelId = "hall/up", perMillion = new { input = "10", output = "20" }, perRequest = "0.5" });
        (await AskAsync(admin)).ShouldBe("30.5");

        second.GetProperty("perRequest").GetString().ShouldBe("0.5");
        var log = await CostsAsync(admin);
        log.ShouldBe(["30.5", "3"], "the first attempt costs what it cost");
        var again = await PriceAsync(admin, new { modelId = "hall/up", perMillion = new { input = "10.0", output = "20" }, perRequest = "0.50" });
        again.GetProperty("id").GetString().ShouldBe(second.GetProperty("id").GetString(), "the same price again is no new one");
    }

    [Fact]
    public async Task A_price_may_begin_later_and_never_earlier()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

        var later = await PriceAsync(admin, new { modelId = "lab/small", perMillion = new { input = "9", audio_in = "1", cached_input = "0.5" }, validFrom = tomorrow, tiers = new[] { new { aboveTokens = 1000, perMillion = new { input = "18" } } } });
        later.GetProperty("perMillion").GetRawText().ShouldBe("""{"input":"9","cached_input":"0.5","audio_in":"1"}""");
        var now = (await admin.DataAsync("""{ model(id: "lab/small") { costPerInputToken price { validTo } } }""")).GetProperty("model");
        (now.GetProperty("costPerInputToken").GetString(), now.GetProperty("price").GetProperty("validTo").GetDateTimeOffset()).ShouldBe(("0.000002", later.GetProperty("validFrom").GetDateTimeOffset()));

        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { input = "1" }, validFrom = tomorrow })).ShouldBe(["CONFLICT"]);
        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { input = "1" }, validFrom = tomorrow.AddDays(-2) })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { input = "10001" } })).ShouldBe(["BAD_USER_INPUT"], "more than a cent for a token");
        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { input = "0.0000000001" } })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { inputs = "1" } })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SetPrice, new { modelId = "lab/small", perMillion = new { } })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SetPrice, new { modelId = "lab/none", perMillion = new { input = "1" } })).ShouldBe(["NOT_FOUND"]);
        (await PriceAsync(admin, new { modelId = "lab/small", perMillion = new { }, free = true })).GetProperty("free").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_would_not_be_good_as_a_whole_is_refused_with_all_that_is_wrong_and_nothing_is_kept()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        var version = app.Services.GetRequiredService<ICatalog>().Current.Version;

        var answer = await admin.AskAsync(SaveAlias, new { input = new { name = "bad", strategy = "sometimes", targets = new[] { "nobody", "slow" }, fallbacks = new[] { "nowhere" } } });
        answer.Codes.ShouldBe(["BAD_USER_INPUT"]);
        answer.Errors[0].GetProperty("extensions").GetProperty("violations").EnumerateArray().Select(one => one.GetProperty("path").GetString()).ShouldBe(
            ["aliases.bad.fallbacks[0]", "aliases.bad.strategy", "aliases.bad.targets[0]"]);
        (await Codes(admin, SaveProvider, new { name = "odd", type = "OPENAI_COMPATIBLE", baseUrl = "file:///etc/passwd" })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveProvider, new { name = "odd", type = "OPENAI_COMPATIBLE", baseUrl = "http://user:pass@host/v1" })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveProvider, new { name = "odd", type = "OPENAI_COMPATIBLE", baseUrl = "http://h/v1", quirks = new { nonsense = "1" } })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveModel, new { providerId = "gone", name = "x", capabilities = Array.Empty<string>(), contextWindow = 10, maxOutputTokens = 1 })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveAlias, new { name = "Slow", strategy = "fixed", targets = new[] { "lab/small" } })).ShouldBe(["CONFLICT"], "names that differ in case are one");

        app.Services.GetRequiredService<ICatalog>().Current.Version.ShouldBe(version);
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 99, null, default)).ShouldNotContain(act => act.Action.StartsWith("save", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_needed_is_not_removed_and_what_the_file_says_holds_again_afterwards()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        await admin.DataAsync(SaveProvider, new { input = new { name = "hall", type = "OLLAMA", baseUrl = "http://127.0.0.1:1" } });
        await admin.DataAsync(SaveModel, new { input = new { providerId = "hall", name = "up", capabilities = new[] { "STREAMING" }, contextWindow = 8000, maxOutputTokens = 100 } });
        await admin.DataAsync(SaveAlias, new { input = new { name = "slow", strategy = "fixed", targets = new[] { "hall/up" } } });

        (await admin.AskAsync("""mutation { removeProvider(id: "hall") }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.DataAsync("""mutation { removeAlias(id: "slow") removeModel(id: "hall/up") removeProvider(id: "hall") }""")).GetRawText().ShouldBe("""{"removeAlias":true,"removeModel":true,"removeProvider":true}""");
        (await admin.DataAsync("{ modelAliases { name targets revision } providers { name } }")).GetRawText().ShouldBe(
            """{"modelAliases":[{"name":"auto","targets":[{"model":"lab/small","weight":1}],"revision":0},{"name":"slow","targets":[{"model":"lab/small","weight":1}],"revision":0}],"providers":[{"name":"lab"},{"name":"mock"}]}""");
        (await admin.AskAsync("""mutation { removeProvider(id: "lab") }""")).Codes.ShouldBe(["NOT_FOUND"], "it is the file's");
        (await admin.AskAsync("""mutation { removeAlias(id: "none") }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    [Fact]
    public async Task Revisions_are_compared_and_the_same_again_changes_nothing()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);

        var over = (await admin.DataAsync(SaveProvider, new { input = new { name = "lab", type = "OPENAI_COMPATIBLE", priority = 7, status = "DRAINING", expectedRevision = 0 } })).GetProperty("saveProvider");
        (over.GetProperty("priority").GetInt32(), over.GetProperty("status").GetString(), over.GetProperty("baseUrl").GetString()).ShouldBe((7, "DRAINING", "http://127.0.0.1:1/v1"));
        (await Codes(admin, SaveProvider, new { name = "lab", type = "OPENAI_COMPATIBLE", expectedRevision = 0 })).ShouldBe(["CONFLICT"]);
        (await Codes(admin, SaveProvider, new { id = "lab", name = "other", type = "OPENAI_COMPATIBLE" })).ShouldBe(["BAD_USER_INPUT"]);
        for (var i = 0; i < 2; i++)
        {
            (await admin.DataAsync(SaveProvider, new { input = new { name = "lab", type = "OPENAI_COMPATIBLE", priority = 7, status = "DISABLED", expectedRevision = i + 1 } })).GetProperty("saveProvider").GetProperty("revision").GetInt32().ShouldBe(2);
        }

        (await admin.DataAsync("""{ provider(id: "lab") { status credentials { id status } } }""")).GetRawText().ShouldBe("""{"provider":{"status":"DISABLED","credentials":[{"id":"lab/default","status":"present"}]}}""");
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 99, null, default)).Count(act => act.Action == "saveProvider").ShouldBe(2);
    }

    [Fact]
    [Trait("Attack", "20")]
    public async Task A_key_is_never_given_back_nor_sent_to_another_host_nor_read_from_the_machine_by_who_may_not()
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json(WireTalk.Of('C').Whole("thanks", 1, 1)));
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"), ("OTHER", "sk-other"));
        var (admin, operators) = (GraphClient.Of(app), await GraphClient.WithAsync(app, "catalog:read", "catalog:write", "models:read"));
        await admin.DataAsync(SaveProvider, new { input = new { name = "hall", type = "OPENAI_COMPATIBLE", baseUrl = "http://127.0.0.1:1/v1" } });
        await operators.DataAsync(SaveKey, new { input = new { providerId = "hall", name = "main", secret = Secret } });

        (await Codes(operators, SaveProvider, new { name = "lab", type = "OPENAI_COMPATIBLE", baseUrl = evil.Address.AbsoluteUri })).ShouldBe(["CONFLICT"]);
        var moved = (await operators.DataAsync(SaveProvider, new { input = new { name = "hall", type = "OPENAI_COMPATIBLE", baseUrl = evil.Address.AbsoluteUri } })).GetProperty("saveProvider");
        moved.GetProperty("status").GetString().ShouldBe("UNCONFIGURED");
        (await admin.AskAsync("""mutation { generateCompletion(input: { modelPreference: "hall/x", messages: [{ role: USER, content: "hi" }] }) { id } }""")).Errors.ShouldNotBeEmpty();
        evil.Requests.ShouldBeEmpty();

        (await Codes(operators, SaveKey, new { providerId = "hall", name = "two", secretRef = "env:OTHER" })).ShouldBe(["FORBIDDEN"]);
        (await Codes(operators, SaveKey, new { providerId = "hall", name = "two", secretRef = "file:/etc/passwd" })).ShouldBe(["FORBIDDEN"]);
        foreach (var reference in new[] { "env:BANYAN_ADMIN_KEY", "stored:hall/main", "sk-written-out", "" })
        {
            (await Codes(admin, SaveKey, new { providerId = "hall", name = "two", secretRef = reference })).ShouldBe(["BAD_USER_INPUT"], reference);
        }

        foreach (var secret in new[] { "", "changeme", "two words", "line\r\nX-Evil: 1", new string('k', 9000) })
        {
            (await Codes(admin, SaveKey, new { providerId = "hall", name = "two", secret })).ShouldBe(["BAD_USER_INPUT"], secret);
        }

        (await Codes(admin, SaveKey, new { providerId = "hall", name = "two", secret = Secret, secretRef = "env:OTHER" })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveKey, new { providerId = "hall", name = "two" })).ShouldBe(["BAD_USER_INPUT"]);
        (await Codes(admin, SaveKey, new { providerId = "nowhere", name = "two", secret = Secret })).ShouldBe(["NOT_FOUND"]);
        (await admin.DataAsync(SaveKey, new { input = new { providerId = "lab", name = "two", secretRef = "env:OTHER" } })).GetProperty("saveCredential").GetProperty("secretRef").GetString().ShouldBe("env:OTHER");
        (await admin.AskAsync("""mutation { removeCredential(id: "lab/default") }""")).Codes.ShouldBe(["NOT_FOUND"], "it is the file's");
        (await admin.DataAsync("""mutation { removeCredential(id: "lab/two") removeCredential2: removeCredential(id: "hall/main") }""")).GetProperty("removeCredential").GetBoolean().ShouldBeTrue();

        var told = (await admin.DataAsync("{ providers { name baseUrl quirks timeouts credentials { id name status secretRef lastError } } }")).GetRawText();
        var acts = string.Join('\n', (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 99, null, default)).Select(act => act.Detail));
        acts.ShouldContain("stored:hall/main");
        foreach (var secret in new[] { Secret, "sk-other", "sk-lab" })
        {
            told.ShouldNotContain(secret);
            acts.ShouldNotContain(secret);
            foreach (var file in Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                (await reader.ReadToEndAsync()).ShouldNotContain(secret, Case.Sensitive, file);
            }
        }
    }

    [Theory]
    [Trait("Attack", "15")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[fd00:ec2::254]/v1")]
    [InlineData("http://[::ffff:169.254.169.254]/v1")]
    [InlineData("http://0.0.0.0:1/v1")]
    [InlineData("http://100.100.100.200/v1")]
    public async Task A_saved_address_leads_to_no_metadata_service(string baseUrl)
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);
        await admin.DataAsync(SaveProvider, new { input = new { name = "hall", type = "OLLAMA", baseUrl, trust = "internal" } });

        var finding = (await admin.DataAsync("""mutation { testProvider(id: "hall", model: "x") { outcome failure } }""")).GetProperty("testProvider");
        (finding.GetProperty("outcome").GetString(), finding.GetProperty("failure").GetString()).ShouldBe(("FAILED", "provider_error"));
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 1, null, default)).Single().Detail!.ShouldContain("may not be reached");
    }

    [Fact]
    public async Task A_locked_path_is_not_changed()
    {
        await using var app = await BanyanApp.StartAsync($"locks: [\"providers.*.baseUrl\", \"aliases.slow\"]\n{File}", null, ("LAB_KEY", "sk-lab"));
        var admin = GraphClient.Of(app);

        (await Codes(admin, SaveProvider, new { name = "lab", type = "OPENAI_COMPATIBLE", baseUrl = "http://127.0.0.1:1/v2" })).ShouldBe(["CONFLICT"]);
        (await Codes(admin, SaveAlias, new { name = "slow", strategy = "fixed", targets = new[] { "mock/chat" } })).ShouldBe(["CONFLICT"]);
        (await admin.DataAsync(SaveProvider, new { input = new { name = "lab", type = "OPENAI_COMPATIBLE", priority = 3 } })).GetProperty("saveProvider").GetProperty("priority").GetInt32().ShouldBe(3);
    }

    private static async Task<IEnumerable<string?>> Codes(GraphClient client, string mutation, object input) => (await client.AskAsync(mutation, new { input })).Codes;

    private static async Task<JsonElement> PriceAsync(GraphClient client, object input) => (await client.DataAsync(SetPrice, new { input })).GetProperty("setModelPrice");

    private static async Task<string?> AskAsync(GraphClient client) =>
        (await client.DataAsync("""mutation { generateCompletion(input: { modelPreference: "swift", messages: [{ role: USER, content: "hi" }] }) { model cost } }""")).GetProperty("generateCompletion").GetProperty("cost").GetString();

    private static async Task<List<string?>> CostsAsync(GraphClient client)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            var rows = (await client.DataAsync("{ usageLog { nodes { cost priceId } } }")).GetProperty("usageLog").GetProperty("nodes").EnumerateArray().ToList();
            if (rows.Count == 2)
            {
                rows.Select(row => row.GetProperty("priceId").GetString()).Distinct().Count().ShouldBe(2);
                return [.. rows.Select(row => row.GetProperty("cost").GetString())];
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
