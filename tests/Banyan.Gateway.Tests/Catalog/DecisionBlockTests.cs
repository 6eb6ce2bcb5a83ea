using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class DecisionBlockTests
{
    /// <summary>The configuration block as ADR-0011 prints it.</summary>
    private const string Block = """
        llm-orchestrator:
          providers:
            openai:
              api-key: ${OPENAI_API_KEY}
              base-url: https://api.openai.com/v1
              timeout: 30s
            anthropic:
              api-key: ${ANTHROPIC_API_KEY}
              base-url: https://api.anthropic.com/v1
              timeout: 30s

          routing:
            default-model: gpt-4-turbo
            fallback-chain:
              - claude-3-sonnet
              - gpt-3.5-turbo

          cache:
            enabled: true
            ttl:
              exact: 5m
              semantic: 1h
              prompt: 24h
            backend: redis

          rate-limiting:
            enabled: true
            global:
              requests-per-minute: 1000
              tokens-per-minute: 1000000
            per-service:
              requests-per-minute: 100
              tokens-per-minute: 100000

          security:
            pii-detection: true
            content-filtering: true
            audit-logging: true
        """;

    [Fact]
    public void The_block_printed_in_the_decision_loads_unchanged()
    {
        var snapshot = Config.Snapshot(Block, ("OPENAI_API_KEY", "sk-live-1"), ("ANTHROPIC_API_KEY", "sk-ant-2"));

        snapshot.DefaultModel.ShouldBe("gpt-4-turbo");
        snapshot.FallbackChain.Select(model => model.Id).ShouldBe(["anthropic/claude-3-sonnet", "openai/gpt-3.5-turbo"]);
        snapshot.Providers.Keys.Order().ShouldBe(["anthropic", "mock", "openai"]);
        snapshot.Providers["openai"].Keys.ShouldHaveSingleItem().Secret.Reveal().ShouldBe("sk-live-1");
        snapshot.Providers["anthropic"].Kind.ShouldBe("anthropic");
        (snapshot.Limits.IsEnabled, snapshot.Limits.Global, snapshot.Limits.PerService).ShouldBe((true, new RateBounds(1000, 1_000_000), new RateBounds(100, 100_000)));
        snapshot.Providers["openai"].Timeouts.FirstToken.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Without_keys_it_still_loads_and_the_mock_answers()
    {
        var loaded = Config.Load(Block);

        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        loaded.Problems.Where(problem => problem.Code == "CFG012").Select(problem => problem.Path).ShouldBe(["providers.openai.apiKey", "providers.anthropic.apiKey"]);
        loaded.Snapshot!.Providers["openai"].IsConfigured.ShouldBeFalse();
        loaded.Snapshot.DefaultModel.ShouldBe("mock/chat");
        loaded.Snapshot.Aliases["auto"].Targets.ShouldHaveSingleItem().Model.Id.ShouldBe("mock/chat");
    }

    [Fact]
    public void What_has_no_effect_yet_is_told_as_a_warning_with_its_line()
    {
        var loaded = Config.Load(Block, ("OPENAI_API_KEY", "sk-live-1"), ("ANTHROPIC_API_KEY", "sk-ant-2"));

        loaded.Problems.Where(problem => problem.Code == "CFG060").Select(problem => (problem.Path, problem.Line, problem.Severity)).ShouldBe(
            [("cache", 19, ConfigSeverity.Warning), ("security", 36, ConfigSeverity.Warning)]);
    }

    [Fact]
    public void The_cache_on_Redis_without_a_Redis_is_a_warning() =>
        Config.Warning("CFG062", Block, ("OPENAI_API_KEY", "k1"), ("ANTHROPIC_API_KEY", "k2")).Path.ShouldBe("cache.backend");

    [Fact]
    public void Fallbacks_of_an_unconfigured_provider_are_warnings() =>
        Config.Warning("CFG032", Block, ("OPENAI_API_KEY", "k1")).Path.ShouldBe("routing.fallbackChain[0]");
}
