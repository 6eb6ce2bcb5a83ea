using Banyan.Gateway.Catalog;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Documents;

/// <summary>Configurations shown on the pages are ones the service starts with.</summary>
public sealed class YamlBlockTests
{
    public static TheoryData<string> Shown => new(Pages.Blocks.Where(block => block.Language == "yaml").Select(block => block.ToString()));

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_configuration_on_a_page_has_no_errors(string block)
    {
        using var folder = new TempFolder();
        var path = folder.File("banyan.yaml");
        File.WriteAllLines(path, Pages.Blocks.First(one => one.ToString() == block).Lines);
        var loaded = ConfigLoader.Load(path, new Dictionary<string, string>(StringComparer.Ordinal), TimeProvider.System);
        loaded.HasErrors.ShouldBeFalse(ConfigReport.Text(loaded));
    }
}
