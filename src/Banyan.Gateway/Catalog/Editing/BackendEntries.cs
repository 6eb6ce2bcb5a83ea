using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Backends stand in a list of section <c>intents</c> and are kept one by one, each under its name, so that one is changed without the others.</summary>
internal static class BackendEntries
{
    /// <summary>The section their entries have.</summary>
    public const string Section = $"{Parent}.{List}";

    /// <summary>The section whose list they stand in.</summary>
    public const string Parent = "intents";

    private const string List = "backends", Name = "name";

    /// <summary>A document that says nothing but one backend.</summary>
    public static ConfigNode Whole(string name, ConfigNode settings, ConfigPlace at)
    {
        var backend = ConfigNode.Map(settings.Place, [new ConfigMember(Name, ConfigNode.Scalar(settings.Place.Member(Name), name)), .. settings.Members]);
        var list = ConfigNode.Map(at, [new ConfigMember(List, ConfigNode.List(at, [backend]))]);
        return ConfigNode.Map(ConfigPlace.Document, [new ConfigMember(Parent, list)]);
    }

    /// <summary>Entries as sections of a document: backends in their list.</summary>
    public static IEnumerable<ConfigEntry> Joined(IReadOnlyList<ConfigEntry> entries)
    {
        var backends = entries.Where(entry => entry.Section == Section).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        if (backends.Count == 0)
        {
            return entries;
        }

        var whole = entries.FirstOrDefault(entry => entry.Is(Parent, ""));
        var section = whole is null ? [] : JsonNode.Parse(whole.Value)!.AsObject();
        var list = section[List] as JsonArray ?? [];
        section[List] = list;
        foreach (var backend in backends)
        {
            var item = new JsonObject { [Name] = backend.Name };
            foreach (var (name, value) in JsonNode.Parse(backend.Value)!.AsObject())
            {
                item[name] = value?.DeepClone();
            }

            list.Add(item);
        }

        return [.. entries.Where(entry => entry.Section is not (Section or Parent)), new ConfigEntry(Parent, "", section.ToJsonString(), whole?.Revision ?? 1)];
    }

    /// <summary>Section <c>intents</c> of a document as entries: each backend one, and one for the rest. Items without a name stay in their list, where they are found wrong.</summary>
    public static IEnumerable<ConfigEntry> Split(ConfigNode section, Setting setting, ProblemList problems)
    {
        var entries = new List<ConfigEntry>();
        var rest = new List<ConfigMember>();
        foreach (var member in section.Members)
        {
            if (setting.Find(member.Name) is not { IsByName: true } known || member.Value.Kind != ConfigNodeKind.List)
            {
                rest.Add(member);
                continue;
            }

            var unnamed = new List<ConfigNode>();
            foreach (var item in member.Value.Items)
            {
                Take(entries, unnamed, item, known.Item!, problems);
            }

            if (unnamed.Count > 0)
            {
                rest.Add(new ConfigMember(member.Name, ConfigNode.List(member.Value.Place, unnamed)));
            }
        }

        return rest.Count == 0 ? entries : [new ConfigEntry(Parent, "", LayerJson.Write(ConfigNode.Map(section.Place, rest), setting), 1), .. entries];
    }

    private static void Take(List<ConfigEntry> entries, List<ConfigNode> unnamed, ConfigNode item, Setting setting, ProblemList problems)
    {
        var name = item.Members.FirstOrDefault(member => LooseName.Same(member.Name, Name)).Value?.Text ?? "";
        if (item.Kind != ConfigNodeKind.Map || name.Length == 0)
        {
            unnamed.Add(item);
        }
        else if (entries.Exists(entry => entry.Name == name))
        {
            problems.Error(ProblemCode.Duplicate, item.Place with { Path = ConfigPlace.Join(Section, name) }, $"\"{name}\" stands twice.", "Keep one of them.");
        }
        else
        {
            var settings = ConfigNode.Map(item.Place, [.. item.Members.Where(member => !LooseName.Same(member.Name, Name))]);
            entries.Add(new ConfigEntry(Section, name, LayerJson.Write(settings, setting), 1));
        }
    }
}
