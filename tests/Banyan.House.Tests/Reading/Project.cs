using System.Xml.Linq;

namespace Banyan.House.Tests.Reading;

/// <summary>What one project file says.</summary>
/// <param name="Path">From the root.</param>
/// <param name="File">Its XML.</param>
internal sealed record Project(string Path, XElement File)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string AssemblyName => File.Descendants("AssemblyName").Select(element => element.Value).FirstOrDefault() ?? Name;

    /// <summary>What it is linked with.</summary>
    public IEnumerable<string> Projects => References(isLinked: true);

    /// <summary>What is only built before it: references without an output.</summary>
    public IEnumerable<string> BuiltFirst => References(isLinked: false);

    public IEnumerable<string> Packages => Included("PackageReference");

    public IEnumerable<string> Friends => Included("InternalsVisibleTo");

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    private IEnumerable<string> References(bool isLinked) =>
        from element in File.Descendants("ProjectReference")
        where ((string?)element.Attribute("ReferenceOutputAssembly") != "false") == isLinked
        from path in ((string?)element.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        select System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    private IEnumerable<string> Included(string item) => File.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
