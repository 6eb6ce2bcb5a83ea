using Banyan.Gateway.Catalog;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class EnvironmentTests
{
    [Fact]
    public void The_environment_wins_over_the_file_whatever_the_writing_of_names()
    {
        const string text = "routing: { default-model: mock/tools, retry: { max-attempts: 2 } }\nserver: { drain: 5s }";

        var loaded = Config.Load(text, ("BANYAN__routing__defaultModel", "mock/chat"), ("banyan__ROUTING__RETRY__MAX_ATTEMPTS", "7"), ("BANYAN__server__drain", "9s"));

        loaded.Snapshot!.Retry.MaxAttempts.ShouldBe(7);
        loaded.Settings.Drain.ShouldBe(TimeSpan.FromSeconds(9));
        loaded.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_set_by_its_own_variable_is_no_literal_and_is_re_read_there()
    {
        var snapshot = Config.Snapshot("providers: { openai: {} }", ("BANYAN__PROVIDERS__OPENAI__API_KEY", "sk-1"));

        var key = snapshot.Providers["openai"].Keys.ShouldHaveSingleItem();
        key.Secret.Reveal().ShouldBe("sk-1");
        key.Reference.ShouldBe("env:BANYAN__PROVIDERS__OPENAI__API_KEY");
    }

    [Fact]
    public void Providers_can_be_declared_by_variables_alone()
    {
        var snapshot = Config.Snapshot("", ("BANYAN__providers__groq__apiKey", "env:GROQ"), ("GROQ", "gsk-1"), ("BANYAN__providers__groq__quirks__nMax", "2"));

        snapshot.Providers["groq"].IsConfigured.ShouldBeTrue();
        snapshot.Providers["groq"].Quirks["nMax"].ShouldBe("2");
    }

    [Theory]
    [InlineData("mock/tools,mock/chat")]
    [InlineData("[mock/tools, mock/chat]")]
    public void A_list_can_be_given_whole(string value) =>
        Config.Snapshot("routing: { fallbackChain: [mock/priced] }", ("BANYAN__routing__fallbackChain", value)).FallbackChain.Select(model => model.Id).ShouldBe(["mock/tools", "mock/chat"]);

    [Fact]
    public void An_item_of_a_list_can_be_replaced_or_added()
    {
        var snapshot = Config.Snapshot("routing: { fallbackChain: [mock/priced] }", ("BANYAN__routing__fallbackChain__0", "mock/tools"), ("BANYAN__routing__fallbackChain__1", "mock/chat"));

        snapshot.FallbackChain.Select(model => model.Id).ShouldBe(["mock/tools", "mock/chat"]);
        Config.Error("", ("BANYAN__routing__fallbackChain__5", "mock/chat")).Code.ShouldBe("CFG002");
    }

    [Fact]
    public void A_mistake_in_a_variable_names_path_and_variable_and_no_line()
    {
        var problem = Config.Error("", ("BANYAN__server__drain", "soon"));

        (problem.Code, problem.Path, problem.Line).ShouldBe(("CFG003", "server.drain", 0));
        problem.Message.ShouldContain("BANYAN__server__drain");
        Config.Error("", ("BANYAN__sever__drain", "5s")).ShouldSatisfyAllConditions(
            unknown => unknown.Code.ShouldBe("CFG002"),
            unknown => unknown.Hint.ShouldContain("server"));
        Config.Error("", ("BANYAN__budgets", "[{ scope: global")).Code.ShouldBe("CFG003");
    }

    [Fact]
    public void Values_of_variables_are_taken_as_they_are() =>
        Config.Load("", ("BANYAN__storage__dataDir", "/data/${x}")).Settings.DataDir.ShouldBe("/data/${x}");

    [Theory]
    [InlineData("${A}", "1")]
    [InlineData("x${A}y${B:-2}z", "x1y2z")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${EMPTY}", "")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$A ${", "$A ${")]
    [InlineData("${B:-a:-b}", "a:-b")]
    public void References_in_values_are_replaced(string text, string expected) =>
        Config.Load($"storage: {{ dataDir: \"{text}\" }}", ("A", "1"), ("EMPTY", "")).Settings.DataDir.ShouldBe(expected);

    [Fact]
    public void The_file_named_by_a_variable_is_read()
    {
        using var folder = new TestKit.TempFolder();
        var path = Path.Combine(folder.Path, "my.json");
        File.WriteAllText(path, """{ "server": { "drain": "7s" } }""");

        ConfigLoader.Load(null, new Dictionary<string, string> { ["BANYAN_CONFIG"] = path }).Settings.Drain.ShouldBe(TimeSpan.FromSeconds(7));
    }
}
