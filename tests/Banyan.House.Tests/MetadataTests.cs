using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

/// <summary>The reader itself: what it must see, or the rules see nothing.</summary>
public sealed class MetadataTests
{
    private static readonly BuiltAssembly Own = AssemblyReader.Read("Banyan.House.Tests", typeof(MetadataTests).Assembly.Location);

    [Theory]
    [InlineData("System.StringComparer")]
    [InlineData("System.ComponentModel.DescriptionAttribute")]
    [InlineData("System.Net.IPAddress")]
    [InlineData("System.Numerics.Complex")]
    [InlineData("System.Globalization.CompareInfo")]
    [InlineData("System.Text.Encoding")]
    [InlineData("System.Net.Http.Headers.MediaTypeHeaderValue")]
    [InlineData("System.Text.StringBuilder")]
    [InlineData("System.Net.WebException")]
    public void A_type_is_seen_wherever_it_stands(string name) => Find(nameof(UsesEverything)).Uses.ShouldContain(name);

    [Fact]
    public void A_type_knows_its_source_file() => Find(nameof(UsesEverything)).File.ShouldBe("tests/Banyan.House.Tests/Samples/UsesEverything.cs");

    [Fact]
    public void An_enum_knows_its_source_file_too() => Find(nameof(LonelyEnum)).File.ShouldBe("tests/Banyan.House.Tests/Samples/LonelyEnum.cs");

    [Fact]
    public void Only_visible_signatures_are_shown()
    {
        var type = Find(nameof(UsesEverything));
        type.Shows.ShouldNotContain("System.Net.IPAddress");
        type.Shows.ShouldContain("System.StringComparer");
    }

    [Fact]
    public void Every_project_of_the_product_was_built_and_read()
    {
        Solution.Assemblies.Count.ShouldBeGreaterThanOrEqualTo(6);
        Solution.Types.Count().ShouldBeGreaterThan(100);
        Solution.Types.Count(type => type.File is null).ShouldBe(0, string.Join(", ", Solution.Types.Where(type => type.File is null).Select(type => type.FullName)));
    }

    private static BuiltType Find(string name) => Own.Types.Single(type => type.Name == name);
}
