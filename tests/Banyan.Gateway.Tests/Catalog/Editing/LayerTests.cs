using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Catalog.Editing;

public sealed class LayerTests
{
    private const string File =
        """
        providers:
          lab: { type: groq, baseUrl: "https://lab.example/v1", apiKey: "env:LAB", priority: 5, quirks: { nMax: "1" } }
        models:
          lab/small: { context: 8000, price: { input: 1, output: 3 } }
        aliases:
          fast: { targets: [lab/small] }
        """;

    [Fact]
    public void What_the_database_holds_lies_over_the_file_setting_by_setting()
    {
        var snapshot = Load(File, ("providers", "lab", """{"priority": 9}"""), ("models", "lab/small", """{"context": 16000}"""), ("aliases", "swift", """{"targets": ["fast"]}""")).Snapshot!;

        var lab = snapshot.Providers["lab"];
        (lab.Priority, lab.BaseUrl, lab.Keys.Single().Name, lab.Quirks["nMax"]).ShouldBe((9, new Uri("https://lab.example/v1"), "default", "1"));
        (snapshot.Models["lab/small"].Context, snapshot.Models["lab/small"].Prices.Single().PerMillion.Output).ShouldBe((16000, 3m));
        snapshot.Aliases["swift"].Targets.Single().Model.Id.ShouldBe("lab/small");
    }

    [Fact]
    public void The_database_wins_over_the_environment_too()
    {
        var source = Source(("LAB", "k-1"), ("BANYAN__providers__lab__priority", "7"));

        ConfigLoader.LoadText(File, source).Snapshot!.Providers["lab"].Priority.ShouldBe(7);
        ConfigLoader.LoadText(File, source, Layer(("providers", "lab", """{"priority": 9}"""))).Snapshot!.Providers["lab"].Priority.ShouldBe(9);
    }

    [Fact]
    public void Lists_and_prices_are_replaced_whole_and_keys_by_name()
    {
        var loaded = Load(
            File,
            ("providers", "lab", """{"keys": [{"name": "second", "ref": "env:LAB2", "weight": 3}]}"""),
            ("models", "lab/small", """{"price": {"input": 2}}"""),
            ("aliases", "fast", """{"targets": [{"model": "lab/other", "weight": 2}]}"""));

        loaded.Snapshot!.Providers["lab"].Keys.Select(key => (key.Name, key.Reference, key.Weight)).ShouldBe([("default", "env:LAB", 1), ("second", "env:LAB2", 3)]);
        loaded.Snapshot.Models["lab/small"].Prices.Single().PerMillion.ShouldBe(new TokenPrices { Input = 2 });
        loaded.Snapshot.Aliases["fast"].Targets.Single().Model.Id.ShouldBe("lab/other");
        Load(File, ("providers", "lab", """{"keys": [{"name": "default", "ref": "env:LAB2"}]}""")).Snapshot!.Providers["lab"].Keys.Single().Reference.ShouldBe("env:LAB2");
        Load(File, ("providers", "lab", """{"keys": [{"name": "default", "ref": "env:LAB", "enabled": false}, {"name": "next", "ref": "env:LAB2"}]}""")).Snapshot!.Providers["lab"].Keys.Single().Name.ShouldBe("next");
    }

    [Fact]
    public void What_is_locked_stays_as_the_file_says_and_is_told()
    {
        var locked = $"locks: [\"providers.*.baseUrl\", \"models[\\\"lab/small\\\"]\"]\n{File}";

        var loaded = Load(locked, ("providers", "lab", """{"baseUrl": "https://evil.example/v1", "priority": 9}"""), ("models", "lab/small", """{"context": 1}"""));

        (loaded.Snapshot!.Providers["lab"].BaseUrl, loaded.Snapshot.Providers["lab"].Priority, loaded.Snapshot.Models["lab/small"].Context).ShouldBe((new Uri("https://lab.example/v1"), 9, 8000));
        loaded.Problems.Where(problem => problem.Code == "CFG063").Select(problem => problem.Path).ShouldBe(["models[\"lab/small\"]", "providers.lab.baseUrl"]);
    }

    [Fact]
    public void All_that_is_wrong_with_the_whole_is_told_at_once_and_says_where_it_is_kept()
    {
        var loaded = Load(File, ("aliases", "bad", """{"targets": ["nobody"], "strategie": "auto"}"""), ("models", "gone/one", """{"context": -1}"""));

        loaded.Snapshot.ShouldBeNull();
        loaded.Problems.Where(problem => problem.Severity == ConfigSeverity.Error).Select(problem => (problem.Code, problem.Path)).ShouldBe(
            [("CFG002", "aliases.bad.strategie"), ("CFG030", "aliases.bad.targets[0]"), ("CFG020", "models[\"gone/one\"]"), ("CFG004", "models[\"gone/one\"].context")]);
        loaded.Problems[0].Message.ShouldEndWith("(kept in the database)");
        loaded.Problems[0].Line.ShouldBe(0);
    }

    [Fact]
    public void A_model_has_the_price_of_the_file_and_after_it_those_of_the_database_each_from_its_instant()
    {
        var noon = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var layer = ConfigLayer.Empty with { Prices = [Price(2, noon.AddHours(1), 9), Price(1, noon, 5)] };

        var model = ConfigLoader.LoadText(File, Source(("LAB", "k-1")), layer).Snapshot!.Models["lab/small"];

        model.PriceAt(noon.AddTicks(-1))!.PerMillion.Input.ShouldBe(1);
        model.PriceAt(noon)!.PerMillion.Input.ShouldBe(5);
        model.PriceAt(noon.AddHours(1))!.PerMillion.Input.ShouldBe(9);
    }

    [Fact]
    public void A_kept_key_is_sent_to_the_host_it_was_given_for_and_to_no_other()
    {
        (string, string, string)[] entries = [("providers", "other", """{"type": "openai-compatible", "baseUrl": "https://other.example:8443/v1", "keys": [{"name": "main", "ref": "stored:other/main"}]}""")];
        var kept = Layer(entries) with { Secrets = [new StoredSecret("other", "main", "https://other.example:8443", new Secret("sk-kept"))] };

        var there = ConfigLoader.LoadText(File, Source(("LAB", "k-1")), kept);
        var moved = ConfigLoader.LoadText(File, Source(("LAB", "k-1")), kept with { Secrets = [kept.Secrets[0] with { Origin = "https://evil.example" }] });

        there.Snapshot!.Providers["other"].Keys.Single().Secret.Reveal().ShouldBe("sk-kept");
        moved.Snapshot!.Providers["other"].Keys.ShouldBeEmpty();
        moved.Snapshot.Providers["other"].IsConfigured.ShouldBeFalse();
        moved.Problems.ShouldContain(problem => problem.Code == "CFG014" && problem.Path == "providers.other.keys[0].ref");
    }

    [Fact]
    public void A_provider_that_is_off_or_draining_says_so()
    {
        var off = Load(File, ("providers", "lab", """{"enabled": false}""")).Snapshot!.Providers["lab"];
        var draining = Load(File, ("providers", "lab", """{"draining": true}""")).Snapshot!.Providers["lab"];

        (off.IsEnabled, off.IsConfigured, off.IsDraining).ShouldBe((false, false, false));
        (draining.IsEnabled, draining.IsConfigured, draining.IsDraining).ShouldBe((true, true, true));
    }

    [Fact]
    public void Backends_are_laid_over_one_another_by_name_setting_by_setting()
    {
        const string intents =
            """
            intents:
              backends:
                - { name: shop, baseUrl: "http://shop.example", generation: legacy, concurrency: 9 }
                - { name: users, baseUrl: "http://users.example", generation: modern }
            """;
        var whole = Load(
            intents,
            ("intents", "", """{"planner": "lexical", "backends": [{"name": "old", "baseUrl": "http://old.example", "generation": "legacy"}]}"""),
            ("intents.backends", "shop", """{"baseUrl": "http://moved.example", "generation": "legacy"}"""),
            ("intents.backends", "orders", """{"baseUrl": "http://orders.example", "generation": "modern"}""")).Snapshot!.Intents!.Value;

        whole.GetProperty("planner").GetString().ShouldBe("lexical");
        whole.GetProperty("backends").EnumerateArray().Select(one => (one.GetProperty("name").GetString(), one.GetProperty("baseUrl").GetString())).ShouldBe(
            [("shop", "http://moved.example"), ("users", "http://users.example"), ("old", "http://old.example"), ("orders", "http://orders.example")]);
        whole.GetProperty("backends")[0].GetProperty("concurrency").GetInt32().ShouldBe(9, "what the database does not say is as the file says");
        Load("locks: [intents.backends.shop.baseUrl]\n" + intents, ("intents.backends", "shop", """{"baseUrl": "http://moved.example", "trust": "full"}""")).Snapshot!.Intents!.Value.GetProperty("backends")[0].GetRawText()
            .ShouldBe("""{"name":"shop","baseUrl":"http://shop.example","generation":"legacy","concurrency":9,"trust":"full"}""");
        Load(intents, ("intents.backends", "orders", """{"baseUrl": "ftp://orders.example", "generation": "modern"}""")).Problems.Where(problem => problem.Severity == ConfigSeverity.Error).Select(problem => problem.Path)
            .ShouldBe(["intents.backends[2].baseUrl"]);
    }

    [Fact]
    public void Backends_of_a_document_are_taken_apart_and_put_together_again()
    {
        var read = DocumentReader.Read("""{"intents": {"planner": "lexical", "backends": [{"name": "b", "baseUrl": "http://b.example", "generation": "modern"}, {"name": "a", "baseUrl": "http://a.example", "generation": "legacy"}]}}""");

        read.Entries.Select(entry => (entry.Section, entry.Name, entry.Value)).ShouldBe(
            [
                ("intents", "", """{"planner":"lexical"}"""),
                ("intents.backends", "b", """{"baseUrl":"http://b.example","generation":"modern"}"""),
                ("intents.backends", "a", """{"baseUrl":"http://a.example","generation":"legacy"}"""),
            ]);
        var written = LayerJson.Document(read.Entries);
        DocumentReader.Read(written).Entries.Select(entry => (entry.Name, entry.Value)).Order().ShouldBe(read.Entries.Select(entry => (entry.Name, entry.Value)).Order());
        LayerJson.Document([read.Entries[1]]).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldBe("""{"intents":{"backends":[{"name":"b","baseUrl":"http://b.example","generation":"modern"}]}}""");
        DocumentReader.Read("""{"intents": {"backends": [{"name": "a"}, {"name": "a"}]}}""").Problems.Single().Code.ShouldBe("CFG005");
        DocumentReader.Read("""{"intents": {"backends": [{"baseUrl": "http://nameless.example"}]}}""").Entries.Single().Section.ShouldBe("intents", "where the missing name is found");
    }

    private static StoredPrice Price(int number, DateTimeOffset from, decimal input) => new(
        new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), "lab/small", new PriceRow { Id = $"p{number}", ValidFrom = from, PerMillion = new TokenPrices { Input = input } }, from, "key:test");

    private static LoadedConfig Load(string text, params (string Section, string Name, string Value)[] entries) => ConfigLoader.LoadText(text, Source(("LAB", "k-1"), ("LAB2", "k-2")), Layer(entries));

    private static ConfigLayer Layer(params (string Section, string Name, string Value)[] entries) =>
        ConfigLayer.Empty with { Entries = [.. entries.Select(entry => new ConfigEntry(entry.Section, entry.Name, entry.Value, 1))] };

    private static ConfigSource Source(params (string Name, string Value)[] environment) =>
        new("test.yaml", environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), new FakeClock());
}
