using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class FullConfigTests
{
    private static readonly CatalogSnapshot Snapshot = Config.Snapshot(FullConfig.Text, FullConfig.Environment);

    [Fact]
    public void It_names_every_setting_there_is()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        Collect(YamlText.Read(FullConfig.Text), ConfigSchema.Root, "", named);
        var all = new List<string>();
        List(ConfigSchema.Root, "", all);

        all.Where(path => !named.Contains(path)).ShouldBeEmpty();
    }

    [Fact]
    public void Providers_are_what_it_says()
    {
        Snapshot.Providers["ollama"].ShouldSatisfyAllConditions(
            ollama => ollama.IsInternal.ShouldBeTrue(),
            ollama => ollama.Dialects.ShouldBe([DialectId.Ollama]),
            ollama => ollama.Keys.ShouldBeEmpty(),
            ollama => ollama.IsConfigured.ShouldBeTrue());
        Snapshot.Providers["openai"].ShouldSatisfyAllConditions(
            openai => openai.BaseUrl.ShouldBe(new Uri("https://api.openai.com/v1")),
            openai => openai.Dialects.ShouldBe([DialectId.OpenAiChat, DialectId.OpenAiResponses]),
            openai => openai.Limits.ShouldBe(new RateBounds(5000, 2000000, 256)),
            openai => openai.Priority.ShouldBe(50));
        Snapshot.Providers["lab"].ShouldSatisfyAllConditions(
            lab => lab.Is("includeUsage", "inject").ShouldBeTrue(),
            lab => lab.Is("maxTokensOnly", "true").ShouldBeTrue("it comes from the quirk set"),
            lab => lab.Dialects.ShouldBe([DialectId.OpenAiChat]));
        Snapshot.Providers["anthropic"].Timeouts.ShouldBe(new ProviderTimeouts { FirstTokenReasoning = TimeSpan.FromSeconds(200) });
    }

    [Fact]
    public void Keys_carry_weight_owner_and_reference()
    {
        var keys = Snapshot.Providers["anthropic"].Keys;

        keys.Select(key => (key.Name, key.Weight, key.Reference, key.Secret.Reveal())).ShouldBe(
            [("main", 3, "env:ANTHROPIC_API_KEY", "sk-ant-1"), ("billing", 1, "env:ANTHROPIC_BILLING", "sk-ant-2")]);
        keys[1].Services.ShouldBe(["billing"]);
        keys[0].Services.ShouldBeEmpty();
    }

    [Fact]
    public void Models_and_prices_are_what_it_says()
    {
        var mini = Snapshot.Models["openai/o4-mini"];
        mini.Can.ShouldBe(AskNeeds.Streaming | AskNeeds.Tools | AskNeeds.Vision | AskNeeds.JsonSchema | AskNeeds.Reasoning | AskNeeds.PromptCache);
        var price = mini.Prices.ShouldHaveSingleItem();
        price.PerMillion.ShouldBe(new TokenPrices { Input = 1.10m, CachedInput = 0.275m, Output = 4.40m, Reasoning = 4.40m });
        price.BatchFactor.ShouldBe(0.5m);
        price.PerRequestUsd.ShouldBe(0.001m);
        price.ServiceTiers["FLEX"].ShouldBe(0.5m);
        price.Id.ShouldStartWith("openai/o4-mini@config#");

        var pro = Snapshot.Models["google/gemini-2.5-pro"];
        pro.Deployment.ShouldBe("pro");
        pro.Prices[0].Tiers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            tier => tier.AboveTokens.ShouldBe(200_000),
            tier => tier.PerMillion.Input.ShouldBe(2.50m));
        Snapshot.Models["anthropic/claude-3-sonnet"].ShouldSatisfyAllConditions(
            model => model.IsDeprecated.ShouldBeTrue(),
            model => model.Replacement.ShouldBe("claude-sonnet-5-5"),
            model => model.Traits.ShouldContain("forcedToolFormat"));
        Snapshot.Models["ollama/mistral:7b"].Quality.ShouldBe(0.5);
    }

    [Fact]
    public void Routing_is_what_it_says()
    {
        Snapshot.Aliases["fast"].ShouldSatisfyAllConditions(
            fast => fast.Strategy.ShouldBe(AliasStrategy.Weighted),
            fast => fast.Targets.Select(target => (target.Model.Id, target.Weight)).ShouldBe([("ollama/llama3.2:3b", 4), ("openai/gpt-3.5-turbo", 1)]),
            fast => fast.Fallbacks.Select(model => model.Id).ShouldBe(["anthropic/claude-3-sonnet"]));
        Snapshot.Retry.ShouldBe(new RetryPolicy());
        Snapshot.Breaker.ShouldBe(new BreakerPolicy());
        Snapshot.BlocksUnpriced.ShouldBeTrue();
    }

    private static void Collect(ConfigNode node, Setting setting, string path, HashSet<string> named)
    {
        named.Add(path);
        foreach (var member in node.Members)
        {
            var child = setting.Kind == SettingKind.Table ? setting.Item! : setting.Find(member.Name);
            if (child is not null)
            {
                Collect(member.Value, child, setting.Kind == SettingKind.Table ? path + ".*" : $"{path}.{child.Name}", named);
            }
        }

        foreach (var item in node.Items.Where(_ => setting.Item is not null))
        {
            Collect(item, setting.Item!, path + "[]", named);
        }
    }

    private static void List(Setting setting, string path, List<string> all)
    {
        foreach (var member in setting.Members)
        {
            all.Add($"{path}.{member.Name}");
            List(member, $"{path}.{member.Name}", all);
        }

        if (setting.Item is { } item)
        {
            List(item, path + (setting.Kind == SettingKind.Table ? ".*" : "[]"), all);
        }
    }

    [Fact]
    public void The_choice_weighs_what_it_says()
    {
        Snapshot.Routing.ShouldBe(new RoutingPolicy());
        Snapshot.Hedge.ShouldBe(new HedgePolicy());
        Snapshot.Aliases["fast"].IsHedged.ShouldBe(true);
        Snapshot.Aliases["auto"].IsHedged.ShouldBeNull();
        (Snapshot.Models["ollama/llama3.2:3b"].FirstToken, Snapshot.Models["ollama/llama3.2:3b"].PerToken).ShouldBe((TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(15)));
        var rule = Snapshot.Rules.ShouldHaveSingleItem();
        (rule.Name, rule.Priority, rule.Target, rule.IsEnabled, rule.IsShadow, rule.Description).ShouldBe(("code-to-mistral", 100, "ollama/mistral:7b", true, false, "small code stays here"));
        rule.Fallbacks.ShouldBe(["gpt-4-turbo"]);
        rule.When!.Value.GetRawText().ShouldBe("""{"all":[{"promptCategory":{"eq":"code"}},{"estimatedInputTokens":{"lt":"8000"}}]}""");
    }
}
