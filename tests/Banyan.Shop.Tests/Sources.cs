using System.Text.Json.Nodes;
using Shop.Modern;

namespace Banyan.Shop.Tests;

/// <summary>The Shop's own files, as they lie in the repository.</summary>
internal static class Sources
{
    public static string Folder { get; } = Path.Combine(Root(), "samples", "Shop");

    public static JsonNode Yaml(string name) => YamlToJson.Read(Text(name));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
