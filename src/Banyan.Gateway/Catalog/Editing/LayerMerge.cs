using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Lays what is kept in the database over a document: setting by setting within maps, whole for lists and prices, a provider's keys and backends by name. What is locked stays as the document says.</summary>
internal static class LayerMerge
{
    public static ConfigNode Lay(ConfigNode document, IReadOnlyList<ConfigEntry> entries, ProblemList problems)
    {
        var locks = Locks(document);
        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            string[] path = entry.Name.Length == 0 ? entry.Section.Split('.') : [.. entry.Section.Split('.'), entry.Name];
            if (Unlocked(LayerJson.Read(entry), path, locks, problems) is { } free)
            {
                document = Merge(document, Whole(entry, free), ConfigSchema.Root);
            }
        }

        return document;
    }

    /// <summary>A document that says nothing but one entry.</summary>
    private static ConfigNode Whole(ConfigEntry entry, ConfigNode free)
    {
        var at = new ConfigPlace(entry.Section, IsStored: true);
        if (entry.Section == BackendEntries.Section)
        {
            return BackendEntries.Whole(entry.Name, free, at);
        }

        var part = entry.Name.Length == 0 ? free : ConfigNode.Map(at, [new ConfigMember(entry.Name, free)]);
        return ConfigNode.Map(ConfigPlace.Document, [new ConfigMember(entry.Section, part)]);
    }

    private static List<LockPattern> Locks(ConfigNode document)
    {
        var locks = document.Members.FirstOrDefault(member => LooseName.Same(member.Name, "locks")).Value;
        return locks switch
        {
            null => [],
            { Kind: ConfigNodeKind.List } => [.. locks.Items.Select(item => LockPattern.Parse(item.Text))],
            _ => [LockPattern.Parse(locks.Text)],
        };
    }

    /// <summary>What of a node is not locked; null when nothing is left of it.</summary>
    private static ConfigNode? Unlocked(ConfigNode node, IReadOnlyList<string> path, List<LockPattern> locks, ProblemList problems)
    {
        if (locks.Exists(one => one.Covers(path)))
        {
            problems.Warn(ProblemCode.Locked, node.Place, $"{node.Path} is locked by the file.", "Change it in the file, or take the path out of locks.");
            return null;
        }

        if (node.Kind != ConfigNodeKind.Map || locks.Count == 0)
        {
            return node;
        }

        var free = node.Members.Select(member => (member.Name, Value: Unlocked(member.Value, [.. path, member.Name], locks, problems))).Where(member => member.Value is not null);
        return ConfigNode.Map(node.Place, [.. free.Select(member => new ConfigMember(member.Name, member.Value!))]);
    }

    private static ConfigNode Merge(ConfigNode? under, ConfigNode over, Setting? setting)
    {
        if (IsKeys(setting) && under is { Kind: ConfigNodeKind.List } && over.Kind == ConfigNodeKind.List)
        {
            return ConfigNode.List(over.Place, [.. under.Items.Where(key => !over.Items.Any(other => Same(NameOf(other), NameOf(key)))), .. over.Items]);
        }

        if (setting is { IsByName: true } && under is { Kind: ConfigNodeKind.List } && over.Kind == ConfigNodeKind.List)
        {
            return ByName(under, over, setting.Item!);
        }

        if (under?.Kind == ConfigNodeKind.Null && over.Kind == ConfigNodeKind.Map)
        {
            under = ConfigNode.Map(under.Place, []);
        }

        if (under is not { Kind: ConfigNodeKind.Map } || over.Kind != ConfigNodeKind.Map || setting?.Kind == SettingKind.Any || setting?.Name == "price")
        {
            return over;
        }

        var members = (setting?.Find("apiKey") is null ? under : WithoutRival(under, over)).Members.ToList();
        foreach (var (name, value) in over.Members)
        {
            var at = members.FindIndex(member => IsSame(setting, member.Name, name));
            var known = setting?.Kind == SettingKind.Table ? setting.Item : setting?.Find(name);
            var member = new ConfigMember(at >= 0 ? members[at].Name : name, Merge(at >= 0 ? members[at].Value : null, value, known));
            if (at >= 0)
            {
                members[at] = member;
            }
            else
            {
                members.Add(member);
            }
        }

        return ConfigNode.Map(under.Place, members);
    }

    /// <summary>Items of one name become one, setting by setting, where the document has it; others come after.</summary>
    private static ConfigNode ByName(ConfigNode under, ConfigNode over, Setting item)
    {
        var items = under.Items.ToList();
        foreach (var one in over.Items)
        {
            var at = NameOf(one).Length == 0 ? -1 : items.FindIndex(other => NameOf(other) == NameOf(one));
            if (at >= 0)
            {
                items[at] = Merge(items[at], one, item);
            }
            else
            {
                items.Add(one);
            }
        }

        return ConfigNode.List(under.Place, items);
    }

    /// <summary>A provider that has one key in the document and several in the database, or the other way round: one key beside others is called <c>default</c>.</summary>
    private static ConfigNode WithoutRival(ConfigNode under, ConfigNode over)
    {
        if (Member(over, "apiKey") is not null)
        {
            return ConfigNode.Map(under.Place, [.. under.Members.Where(member => !LooseName.Same(member.Name, "keys"))]);
        }

        if (Member(over, "keys") is null || Member(under, "apiKey") is not { Kind: ConfigNodeKind.Scalar } single)
        {
            return under;
        }

        var key = ConfigNode.Map(single.Place, [new ConfigMember("name", ConfigNode.Scalar(single.Place, "default")), new ConfigMember("ref", single)]);
        return ConfigNode.Map(under.Place, [.. under.Members.Where(member => !LooseName.Same(member.Name, "apiKey")), new ConfigMember("keys", ConfigNode.List(single.Place, [key]))]);
    }

    private static bool IsKeys(Setting? setting) => setting is { Name: "keys", Kind: SettingKind.List };

    private static string NameOf(ConfigNode key) => Member(key, "name")?.Text ?? "";

    private static ConfigNode? Member(ConfigNode node, string name) => node.Members.FirstOrDefault(member => LooseName.Same(member.Name, name)).Value;

    private static bool IsSame(Setting? setting, string one, string other) => setting is { Kind: SettingKind.Table, HasLooseNames: false } ? one == other : Same(one, other);

    private static bool Same(string one, string other) => LooseName.Same(one, other);
}
