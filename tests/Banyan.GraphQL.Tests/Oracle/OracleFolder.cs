using Products;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>The npm package of the judge, and the schemas both sides are asked about.</summary>
internal static class OracleFolder
{
    public static string Root { get; } = FindRoot();

    public static string Package { get; } = Path.Combine(Root, "tests", "graphql-node");

    /// <summary>Schemas by name, as SDL.</summary>
    public static IReadOnlyDictionary<string, string> Schemas { get; } = Directory.GetFiles(Path.Combine(Package, "schemas"), "*.graphql").Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Subgraphs by name, behind federation's own definitions: read so, they are schemas that stand alone.</summary>
    public static IReadOnlyDictionary<string, string> Subgraphs { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["banyan"] = $"{File.ReadAllText(Path.Combine(Package, "federation.graphql"))}{File.ReadAllText(Path.Combine(Root, "docs", "graphql", "schema.graphql"))}",
        ["sample"] = $"{File.ReadAllText(Path.Combine(Package, "federation.graphql"))}{ProductGraph.Schema.Sdl}",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Schemas.Concat(Subgraphs).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
