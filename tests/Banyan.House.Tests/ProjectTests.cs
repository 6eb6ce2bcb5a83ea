using System.Xml.Linq;
using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;

namespace Banyan.House.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void H2_H3_H10_projects_reference_only_what_they_may() => ProjectRules.Check(Solution.Projects).ShouldHold();

    [Fact]
    public void Every_project_is_part_of_the_solution() =>
        ProjectRules.CheckListed(Solution.Projects, Repository.Files.Single(file => file.Path == "Banyan.slnx").Text).ShouldHold();

    [Theory]
    [InlineData("Banyan.Wire", "<ProjectReference Include=\"../Banyan.Gateway/Banyan.Gateway.csproj\" />", "H3")]
    [InlineData("Banyan.Gateway", "<ProjectReference Include=\"../Banyan.Storage/Banyan.Storage.csproj\" />", "H3")]
    [InlineData("Banyan.Storage", "<ProjectReference Include=\"..\\Banyan.Host\\Banyan.Host.csproj\" />", "H3")]
    [InlineData("Banyan.Cli", "<ProjectReference Include=\"../Banyan.Gateway/Banyan.Gateway.csproj\" />", "H3")]
    [InlineData("Banyan.Gateway", "<ProjectReference Include=\"../../samples/Shop/Orders/Shop.Orders.csproj\" ReferenceOutputAssembly=\"false\" />", "H3")]
    [InlineData("Banyan.Host", "<ProjectReference Include=\"../../samples/Shop/Orders/Shop.Orders.csproj\" />", "H3")]
    [InlineData("Banyan.Novel", "", "H3")]
    [InlineData("Banyan.Wire", "<PackageReference Include=\"Dapper\" />", "H2")]
    [InlineData("Banyan.Gateway", "<InternalsVisibleTo Include=\"Banyan.Host\" />", "H10")]
    public void A_wrong_project_file_is_found(string name, string item, string rule)
    {
        var project = new Project($"src/{name}/{name}.csproj", XElement.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>"));
        ProjectRules.Check([project]).Places().ShouldBe([$"{rule} src/{name}/{name}.csproj"]);
        ProjectRules.CheckListed([project], "<Solution />").Places().ShouldBe([$"H3 src/{name}/{name}.csproj"]);
    }
}
