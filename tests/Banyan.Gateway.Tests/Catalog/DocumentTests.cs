using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("a: [1", "yaml")]
    [InlineData("- 1\n- 2", "yaml")]
    [InlineData("just text", "yaml")]
    [InlineData("a: &x 1\nb: *x", "yaml")]
    [InlineData("a: 1\n---\nb: 2", "yaml")]
    [InlineData("{\"server\": ", "json")]
    [InlineData("{} {}", "json")]
    [InlineData("[1]", "json")]
    public void What_is_no_document_is_one_problem(string text, string kind)
    {
        var loaded = kind == "json" ? Config.LoadJson(text) : Config.Load(text);

        loaded.Snapshot.ShouldBeNull();
        loaded.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Code.ShouldBe("CFG001"),
            problem => problem.Line.ShouldBeGreaterThan(0));
    }

    [Fact]
    public void Nesting_is_bounded_in_both_forms()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        Config.Load(deep).Problems[0].Code.ShouldBe("CFG001");
        Config.LoadJson(deep).Problems[0].Code.ShouldBe("CFG001");
    }

    [Fact]
    public void Json_knows_the_lines_of_its_values()
    {
        var problem = Config.LoadJson("""
            {
              // a comment
              "server": {
                "drain": 5,
              },
            }
            """).Problems.ShouldHaveSingleItem();

        (problem.Code, problem.Path, problem.Line).ShouldBe(("CFG003", "server.drain", 4));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("llm-orchestrator:")]
    [InlineData("LLMOrchestrator: { server: }")]
    [InlineData("providers:\nrouting: ~")]
    public void Empty_documents_and_sections_are_defaults(string text) => Config.Load(text).Problems.ShouldBeEmpty();

    [Fact]
    public void A_setting_beside_and_under_the_root_key_stands_twice() =>
        Config.Error("llm-orchestrator: { capture: none }\ncapture: redacted").Code.ShouldBe("CFG005");

    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("5s", 5)]
    [InlineData("1.5m", 90)]
    [InlineData("24h", 86400)]
    [InlineData("90d", 7776000)]
    [InlineData("5 s", 5)]
    public void Durations_have_units(string text, double seconds)
    {
        Quantity.TryDuration(text, out var span).ShouldBeTrue();
        span.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5S")]
    [InlineData("5x")]
    [InlineData("1e30d")]
    [InlineData("")]
    public void What_has_none_is_no_duration(string text) => Quantity.TryDuration(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("32MB", 33554432)]
    [InlineData("1kb", 1024)]
    [InlineData("1GB", 1073741824)]
    [InlineData("12B", 12)]
    [InlineData("4096", 4096)]
    public void Sizes_count_in_1024s(string text, long bytes)
    {
        Quantity.TrySize(text, out var value).ShouldBeTrue();
        value.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("defaltModel", "defaultModel")]
    [InlineData("default_model", "defaultModel")]
    [InlineData("fallbackchian", "fallbackChain")]
    [InlineData("colour", null)]
    public void The_nearest_name_is_found_if_it_is_near(string unknown, string? near) =>
        LooseName.Nearest(unknown, ["defaultModel", "fallbackChain", "failover"]).ShouldBe(near);

    [Fact]
    public void Paths_quote_what_is_no_plain_name()
    {
        ConfigPlace.Join("models", "openai/gpt-4.1").ShouldBe("models[\"openai/gpt-4.1\"]");
        ConfigPlace.Join("", "server").ShouldBe("server");
        ConfigPlace.Join("budgets", 2).ShouldBe("budgets[2]");
    }
}
