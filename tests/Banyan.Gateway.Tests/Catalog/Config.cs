using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Catalog;

/// <summary>Loads configurations for tests.</summary>
internal static class Config
{
    public static Dictionary<string, string> NoEnvironment { get; } = new(StringComparer.Ordinal);

    public static LoadedConfig Load(string text, params (string Name, string Value)[] environment) =>
        ConfigLoader.LoadText(text, new ConfigSource("test.yaml", environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), new FakeClock()));

    public static LoadedConfig LoadJson(string text) => ConfigLoader.LoadText(text, new ConfigSource("test.json", NoEnvironment, new FakeClock()));

    /// <summary>A snapshot of a text that must be good.</summary>
    public static CatalogSnapshot Snapshot(string text, params (string Name, string Value)[] environment)
    {
        var loaded = Load(text, environment);
        loaded.Snapshot.ShouldNotBeNull(ConfigReport.Text(loaded));
        return loaded.Snapshot;
    }

    /// <summary>The only error of a text.</summary>
    public static ConfigProblem Error(string text, params (string Name, string Value)[] environment) =>
        Load(text, environment).Problems.Where(problem => problem.Severity == ConfigSeverity.Error).ShouldHaveSingleItem();

    /// <summary>The only warning of a code; there must be no error.</summary>
    public static ConfigProblem Warning(string code, string text, params (string Name, string Value)[] environment)
    {
        var loaded = Load(text, environment);
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
        return loaded.Problems.Where(problem => problem.Code == code).ShouldHaveSingleItem();
    }
}
