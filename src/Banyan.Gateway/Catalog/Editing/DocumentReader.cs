using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Takes a document apart into the entries the database keeps.</summary>
internal static class DocumentReader
{
    private const int MostCharacters = 1_000_000;

    // What a process reads once, before it knows the database.
    private static readonly string[] FileOnly = ["version", "locks", "server", "storage", "capture", "telemetry"];

    public static ReadDocument Read(string text)
    {
        var problems = new ProblemList();
        try
        {
            var document = text.Length > MostCharacters ? throw new DocumentException($"It has more than {MostCharacters} characters.") : text.AsSpan().TrimStart() is ['{', ..] ? JsonDocumentText.Read(text) : YamlText.Read(text);
            if (document.Kind is not (ConfigNodeKind.Map or ConfigNodeKind.Null))
            {
                throw new DocumentException("The document is not a map of settings.") { Line = document.Place.Line };
            }

            var whole = ConfigLoader.Unwrap(document);
            return new ReadDocument(Entries(whole, problems), problems.Ordered(), DocumentLines.Of(whole));
        }
        catch (DocumentException broken)
        {
            problems.Error(ProblemCode.Unreadable, ConfigPlace.Document with { Line = broken.Line }, $"The document cannot be read: {broken.Message}", "Write YAML or JSON.");
            return new ReadDocument([], problems.Ordered(), new Dictionary<string, int>(StringComparer.Ordinal));
        }
    }

    /// <summary>What it means to have these entries and no others.</summary>
    public static Plan Plan(IReadOnlyList<ConfigEntry> entries, ConfigLayer layer)
    {
        var kept = entries.Select(entry => layer.Find(entry.Section, entry.Name) is { } before ? entry with { Revision = Same(before, entry) ? before.Revision : before.Revision + 1 } : entry).ToList();
        var put = kept.Where(entry => layer.Find(entry.Section, entry.Name)?.Revision != entry.Revision).ToList();
        var gone = layer.Entries.Where(entry => !kept.Exists(other => other.Is(entry.Section, entry.Name))).ToList();
        return new Plan(layer with { Entries = kept }, "") { Put = put, Gone = gone, IsNothing = put.Count == 0 && gone.Count == 0 };
    }

    private static bool Same(ConfigEntry before, ConfigEntry after) => System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(before.Value), System.Text.Json.Nodes.JsonNode.Parse(after.Value));

    private static List<ConfigEntry> Entries(ConfigNode document, ProblemList problems)
    {
        var entries = new List<ConfigEntry>();
        foreach (var (name, node) in document.Members)
        {
            var setting = ConfigSchema.Root.Find(name);
            var section = setting?.Name ?? name;
            if (FileOnly.Contains(section))
            {
                problems.Warn(ProblemCode.NotKept, node.Place with { Path = section }, $"{section} is set by the file and the environment only; here it is left out.", "Change it in the file of each node.");
            }
            else if (entries.Exists(entry => entry.Section == section))
            {
                problems.Error(ProblemCode.Duplicate, node.Place with { Path = section }, $"\"{section}\" stands twice.", "Keep one of them.");
            }
            else if (setting?.Kind == SettingKind.Table && node.Kind == ConfigNodeKind.Map)
            {
                Table(entries, section, node, setting, problems);
            }
            else if (section == BackendEntries.Parent && node.Kind == ConfigNodeKind.Map)
            {
                entries.AddRange(BackendEntries.Split(node, setting!, problems));
            }
            else if (node.Kind != ConfigNodeKind.Null)
            {
                entries.Add(new ConfigEntry(section, "", LayerJson.Write(node, setting), 1));
            }
        }

        return entries;
    }

    private static void Table(List<ConfigEntry> entries, string section, ConfigNode node, Setting setting, ProblemList problems)
    {
        foreach (var (name, value) in node.Members)
        {
            if (entries.Exists(entry => entry.Is(section, name)))
            {
                problems.Error(ProblemCode.Duplicate, value.Place with { Path = ConfigPlace.Join(section, name) }, $"\"{name}\" stands twice.", "Keep one of them.");
                continue;
            }

            entries.Add(new ConfigEntry(section, name, value.Kind == ConfigNodeKind.Null ? "{}" : LayerJson.Write(value, setting.Item), 1));
        }
    }
}
