using Banyan.Gateway.Catalog;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class FirstStartTests
{
    [Fact]
    public void Without_a_configuration_the_mock_answers_everything()
    {
        var loaded = Config.Load("");

        loaded.Problems.ShouldBeEmpty();
        var snapshot = loaded.Snapshot!;
        snapshot.DefaultModel.ShouldBe("mock/chat");
        snapshot.Providers.Keys.ShouldBe(["mock"]);
        snapshot.Providers["mock"].Dialects.ShouldBe([DialectId.OpenAiChat, DialectId.OpenAiResponses, DialectId.Anthropic, DialectId.Gemini, DialectId.Ollama]);
        snapshot.Models.Keys.Order().ShouldBe(["mock/chat", "mock/embed", "mock/priced", "mock/tools"]);
        snapshot.Models["mock/chat"].Prices.ShouldHaveSingleItem().IsFree.ShouldBeTrue();
        snapshot.Models["mock/priced"].PriceAt(DateTimeOffset.UnixEpoch)!.PerMillion.ShouldBe(new Banyan.Gateway.Spine.TokenPrices { Input = 1, Output = 3 });
        snapshot.ModelsByName.ShouldBeEmpty("the mock's models go by their full names alone");
        snapshot.FindOrMake("mock", "other").ShouldBeNull();
    }

    [Fact]
    public void Defaults_of_the_process_are_those_of_the_reference()
    {
        var settings = Config.Load("").Settings;

        settings.ShouldBe(new HostSettings());
    }

    [Fact]
    public void Default_variables_of_storage_and_telemetry_are_read()
    {
        var settings = Config.Load("", ("BANYAN_DATABASE", "Host=db"), ("BANYAN_REDIS", "cache:6379"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4317")).Settings;

        settings.Database.ShouldBe("Host=db");
        settings.Redis.ShouldBe("cache:6379");
        settings.OtlpEndpoint.ShouldBe("http://otel:4317");
    }

    [Fact]
    public void With_a_real_provider_auto_never_means_the_mock()
    {
        var snapshot = Config.Snapshot("providers: { openai: { apiKey: env:KEY } }", ("KEY", "sk-1"));

        snapshot.DefaultModel.ShouldBe("auto");
        var targets = snapshot.Aliases["auto"].Targets.Select(target => target.Model).ToList();
        targets.ShouldNotBeEmpty();
        targets.ShouldAllBe(model => model.Provider.Name == "openai" && !model.Can.HasFlag(AskNeeds.Embeddings));
    }

    [Fact]
    public void A_named_file_that_is_missing_is_an_error_a_default_one_is_not()
    {
        ConfigLoader.Load("/no/such/banyan.yaml", Config.NoEnvironment).Problems.ShouldHaveSingleItem().Code.ShouldBe("CFG001");
        ConfigLoader.Load(null, new Dictionary<string, string> { ["BANYAN_CONFIG"] = "/no/such/banyan.yaml" }).HasErrors.ShouldBeTrue();
    }
}
