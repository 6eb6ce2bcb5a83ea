using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>The line of each setting of a document, by the path that problems name it with.</summary>
internal static class DocumentLines
{
    public static Dictionary<string, int> Of(ConfigNode document)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(lines, document, ConfigSchema.Root, "");
        return lines;
    }

    private static void Add(Dictionary<string, int> lines, ConfigNode node, Setting? setting, string path)
    {
        lines.TryAdd(path, node.Place.Line);
        foreach (var (name, value) in node.Members)
        {
            var known = setting?.Kind == SettingKind.Table ? setting.Item : setting?.Find(name);
            var proper = known is { Name.Length: > 0 } && setting?.Kind != SettingKind.Table ? known.Name : name;
            Add(lines, value, known, ConfigPlace.Join(path, proper));
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            Add(lines, node.Items[i], setting?.Item, ConfigPlace.Join(path, i));
        }
    }
}
