using System.Reflection;
using System.Text.RegularExpressions;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Tests.Catalog;

public sealed partial class ReferencePageTests
{
    [Fact]
    public void The_reference_page_is_what_the_code_says()
    {
        var written = ReferencePage.Write();
        var path = Path.Combine(Repository.Root, "docs", "configuration.md");
        var fresh = Path.Combine(Repository.Root, "artifacts", "configuration.md");
        var current = File.Exists(path) ? File.ReadAllText(path) : "";
        if (current != written)
        {
            File.WriteAllText(fresh, written);
        }

        (current == written).ShouldBeTrue("docs/configuration.md is out of date; copy artifacts/configuration.md over it");
    }

    [Fact]
    public void Every_variable_of_Banyans_own_that_the_service_reads_is_on_the_page()
    {
        var sources = new[] { "Banyan.Gateway", "Banyan.Host", "Banyan.Intents", "Banyan.Storage" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories));
        var read = sources.SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)).Distinct(StringComparer.Ordinal).ToList();

        read.ShouldContain("BANYAN_REDIS");
        read.Except(PlatformVariables.All.Select(one => one.Name), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_has_a_meaning_and_its_own_number()
    {
        var codes = typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

        codes.ShouldBeUnique();
        codes.Order(StringComparer.Ordinal).ShouldBe(ProblemCode.Meanings.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_default_is_a_value_its_setting_takes()
    {
        foreach (var (path, setting) in All(ConfigSchema.Root, "").Where(entry => entry.Setting.Default.Length > 0 && !entry.Setting.Default.Contains("${", StringComparison.Ordinal)))
        {
            ScalarCheck.Find(setting, setting.Default).ShouldBeNull(path);
        }
    }

    [Fact]
    public void Every_setting_says_what_it_does() =>
        All(ConfigSchema.Root, "").Where(entry => entry.Setting.Name.Length > 0 && entry.Setting.Effect.Length == 0).ShouldBeEmpty();

    [GeneratedRegex("[\"{](?<name>BANYAN_[A-Z][A-Z_]*[A-Z])[\":]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Variable();

    private static IEnumerable<(string Path, Setting Setting)> All(Setting setting, string path)
    {
        yield return (path, setting);
        foreach (var below in setting.Members.SelectMany(member => All(member, $"{path}.{member.Name}")).Concat(setting.Item is { } item ? All(item, path + "[]") : []))
        {
            yield return below;
        }
    }
}
