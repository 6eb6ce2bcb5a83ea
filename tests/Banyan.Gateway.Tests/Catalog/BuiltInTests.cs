using System.Text.RegularExpressions;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Building;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class BuiltInTests
{
    private static readonly BuiltInCatalogue Catalogue = BuiltInCatalogue.Instance;

    [Fact]
    public void Every_kind_and_every_named_provider_is_there() =>
        Catalogue.Templates.Select(template => template.Name).ShouldBe(
            ["anthropic", "azure", "chatclient", "deepseek", "fireworks", "google", "groq", "lmstudio", "mistral", "mock", "ollama", "openai", "openai-compatible", "openrouter", "vllm", "xai"]);

    [Fact]
    public void Gemini_is_another_name_of_google() => Catalogue.Find("Gemini")!.Kind.ShouldBe("google");

    [Fact]
    public void Every_quirk_of_a_built_in_provider_is_known_and_takes_its_value()
    {
        foreach (var (name, value) in Catalogue.Templates.SelectMany(template => template.Quirks))
        {
            var quirk = Quirks.Find(name).ShouldNotBeNull(name);
            Quirks.Takes(quirk, value).ShouldBeTrue($"{name}: {value}");
        }
    }

    [Fact]
    public void Every_quirk_the_code_asks_for_is_in_the_table()
    {
        var asked = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).Where(text => text.Contains("uirk", StringComparison.Ordinal))
            .SelectMany(text => Regex.Matches(text, """(?:[Qq]uirks\.(?:TryGetValue|GetValueOrDefault)|\bIsOn|\bIs)\("(?<name>\w+)"(?:, "(?<value>[^"]+)"|, out|\))""", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(match => (Name: match.Groups["name"].Value, Value: match.Groups["value"].Value)).Distinct().ToList();

        foreach (var (name, value) in asked)
        {
            var quirk = Quirks.All.FirstOrDefault(known => known.Name == name).ShouldNotBeNull($"{name} is asked for, but no configuration can set it");
            (value.Length == 0 || Quirks.Takes(quirk, value)).ShouldBeTrue($"{name}: {value}");
        }

        asked.Select(quirk => quirk.Name).ShouldContain("includeUsage");
    }

    [Fact]
    public void Every_built_in_model_is_priced_dated_and_leaves_room_for_input()
    {
        var names = Catalogue.Templates.Where(template => template.Name is not "mock").Select(template => template.Name).ToList();
        var text = "providers:\n" + string.Concat(names.Select(name => $"  {name}: {{ baseUrl: \"http://127.0.0.1:1\", apiKey: \"env:KEY\" }}\n"));
        var snapshot = Config.Snapshot(text, ("KEY", "k-1"));

        snapshot.Models.Count.ShouldBeGreaterThan(50);
        foreach (var model in snapshot.Models.Values)
        {
            model.Prices.ShouldHaveSingleItem(model.Id);
            (model.MaxOutput < model.Context).ShouldBeTrue(model.Id);
            var price = model.Prices[0];
            (price.IsFree || price.PerMillion.Input is > 0 and < 200).ShouldBeTrue(model.Id);
            (price.IsFree || model.MaxOutput == 0 || price.PerMillion.Output >= price.PerMillion.Input).ShouldBeTrue(model.Id);
            (price.PerMillion.CachedInput is not { } cached || cached < price.PerMillion.Input).ShouldBeTrue(model.Id);
            (model.Replacement is null || snapshot.ModelsByName.ContainsKey(model.Replacement)).ShouldBeTrue(model.Id);
        }

        Catalogue.Models.Where(models => models.Key != "mock").SelectMany(models => models.Value).ShouldAllBe(model => model.AsOf != null);
    }

    [Fact]
    public void Every_template_makes_a_provider_without_more_than_an_address_and_a_key()
    {
        foreach (var template in Catalogue.Templates)
        {
            var address = template.BaseUrl is null && !template.IsInProcess ? "baseUrl: \"https://host/v1\", " : "";
            var snapshot = Config.Snapshot($"providers: {{ {template.Name}: {{ {address}apiKey: \"env:KEY\" }} }}", ("KEY", "k-1"));

            var provider = snapshot.Providers[template.Name];
            provider.IsConfigured.ShouldBeTrue(template.Name);
            provider.Dialects.ShouldBe(DialectNames.Of(template.Kind));
            DialectNames.Kinds.ShouldContain(provider.Kind);
        }
    }

    [Fact]
    public void Old_prices_are_told_with_their_age()
    {
        var source = new ConfigSource("x.yaml", new Dictionary<string, string> { ["KEY"] = "k-1" }, new FakeClock(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        const string text = "providers: { anthropic: { apiKey: \"env:KEY\" } }";

        ConfigLoader.LoadText(text, source).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Code.ShouldBe("CFG024"),
            problem => problem.Message.ShouldContain("100 days old (read 2026-11-21)"));
        Config.Load(text, ("KEY", "k-1")).Problems.ShouldBeEmpty("on the day itself nothing is old");
    }

    [Fact]
    public void A_made_price_of_the_mock_is_found_at_any_instant() =>
        Config.Snapshot("").Models["mock/priced"].PriceAt(new FakeClock().GetUtcNow()).ShouldNotBeNull().IsFree.ShouldBeFalse();
}
