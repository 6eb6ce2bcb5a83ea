using Banyan.Gateway.Catalog;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class UnderlayTests
{
    private const string Below = """
        intents:
          backends: [{ name: below, baseUrl: "http://127.0.0.1:8091", generation: legacy }]
        """;

    [Fact]
    public void A_section_that_is_not_in_the_document_comes_from_below_with_its_folder()
    {
        var loaded = Load("unpricedModels: warn");
        loaded.Snapshot.ShouldNotBeNull(ConfigReport.Text(loaded));
        Backend(loaded).ShouldBe("below");
        loaded.IntentsFolder.ShouldBe("/below");
    }

    [Fact]
    public void A_section_of_the_document_wins_whole_and_brings_its_own_folder()
    {
        var loaded = Load("""
            llm-orchestrator:
              intents:
                backends: [{ name: own, baseUrl: "http://127.0.0.1:9000", generation: modern }]
            """);
        Backend(loaded).ShouldBe("own");
        loaded.IntentsFolder.ShouldBe("/etc/banyan");
    }

    [Fact]
    public void What_is_wrong_below_is_told()
    {
        var loaded = Load("", "intents: { planer: auto }");
        loaded.Problems.ShouldHaveSingleItem().Path.ShouldBe("intents.planer");
    }

    private static LoadedConfig Load(string text, string below = Below) =>
        ConfigLoader.LoadText(text, new ConfigSource("/etc/banyan/banyan.yaml", Config.NoEnvironment, new FakeClock(), new ConfigUnderlay(below, "/below")));

    private static string? Backend(LoadedConfig loaded) => loaded.Snapshot!.Intents!.Value.GetProperty("backends")[0].GetProperty("name").GetString();
}
