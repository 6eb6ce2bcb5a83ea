using System.Xml.Linq;

namespace Banyan.House.Tests.Reading;

/// <summary>What one project file says.</summary>
/// <param name="Path">From the root.</param>
/// <param name="File">Its XML.</param>
internal sealed record Project(string Path, XElement File)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string AssemblyName => File.Descendants("AssemblyName").Select(element => element.Value).FirstOrDefault() ?? Name;

    public IEnumerable<string> Projects => Included("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Included("PackageReference");

    public IEnumerable<string> Friends => Included("InternalsVisibleTo");

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    private IEnumerable<string> Included(string item) => File.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
