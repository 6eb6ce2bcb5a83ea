using System.Xml.Linq;

namespace Banyan.House.Tests.Reading;

/// <summary>The projects of this repository and what the compiler made of those in <c>src</c>.</summary>
internal static class Solution
{
    public static IReadOnlyList<Project> Projects { get; } =
    [
        .. Repository.Files
            .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => new Project(file.Path, XElement.Parse(file.Text))),
    ];

    public static IReadOnlyList<BuiltAssembly> Assemblies { get; } =
        [.. Projects.Where(project => project.IsProduct).Select(project => AssemblyReader.Read(project.Name, Locate(project)))];

    public static IEnumerable<BuiltType> Types => Assemblies.SelectMany(assembly => assembly.Types);

    /// <summary>Next to the tests when they reference the project, else where the build put it.</summary>
    private static string Locate(Project project)
    {
        var file = $"{project.AssemblyName}.dll";
        var beside = Path.Combine(AppContext.BaseDirectory, file);
        var flavour = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var built = Path.Combine(Repository.Root, "artifacts", "bin", project.Name, flavour, file);
        return File.Exists(beside) ? beside
            : File.Exists(built) ? built
            : throw new FileNotFoundException($"{project.Name} is not built: build the solution, or reference it from Banyan.House.Tests.", file);
    }
}
