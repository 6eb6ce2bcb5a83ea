using System.Globalization;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Document;

/// <summary>Lays <c>BANYAN__section__setting=value</c> over a document; the environment wins. A list or map may be given whole, as <c>[a, b]</c> or <c>{a: 1}</c>, a list of texts also as <c>a,b</c>.</summary>
internal sealed class EnvironmentOverlay(Setting root, ProblemList problems)
{
    public const string Prefix = "BANYAN__";

    public ConfigNode Apply(ConfigNode document, IReadOnlyDictionary<string, string> environment)
    {
        var result = document.Kind == ConfigNodeKind.Null ? ConfigNode.Map(document.Place, []) : document;
        foreach (var (variable, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                var segments = variable[Prefix.Length..].Split("__");
                result = Put(result, root, segments, new ConfigPlace("", 0, variable), value);
            }
        }

        return result;
    }

    private ConfigNode Put(ConfigNode? node, Setting? setting, ReadOnlySpan<string> segments, ConfigPlace place, string value)
    {
        if (segments.IsEmpty)
        {
            return Leaf(setting, place, value);
        }

        return setting?.Kind == SettingKind.List || node?.Kind == ConfigNodeKind.List
            ? PutItem(node, setting, segments, place, value)
            : PutMember(node, setting, segments, place, value);
    }

    private ConfigNode PutMember(ConfigNode? node, Setting? setting, ReadOnlySpan<string> segments, ConfigPlace place, string value)
    {
        var members = node?.Kind == ConfigNodeKind.Map ? node.Members.ToList() : [];
        var name = segments[0];
        var at = members.FindIndex(member => member.Name == name);
        at = at >= 0 ? at : members.FindIndex(member => LooseName.Same(member.Name, name));
        var known = setting?.Kind == SettingKind.Table ? setting.Item : setting?.Find(name);
        var found = at >= 0 ? members[at].Name : known is { Name.Length: > 0 } ? known.Name : name;
        var child = Put(at >= 0 ? members[at].Value : null, known, segments[1..], place.Member(found), value);
        if (at >= 0)
        {
            members[at] = new ConfigMember(found, child);
        }
        else
        {
            members.Add(new ConfigMember(found, child));
        }

        return ConfigNode.Map(node?.Kind == ConfigNodeKind.Map ? node.Place : place, members);
    }

    private ConfigNode PutItem(ConfigNode? node, Setting? setting, ReadOnlySpan<string> segments, ConfigPlace place, string value)
    {
        var items = node?.Kind == ConfigNodeKind.List ? node.Items.ToList() : [];
        if (!int.TryParse(segments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > items.Count)
        {
            problems.Error(ProblemCode.UnknownKey, place.Member(segments[0]), $"\"{segments[0]}\" is no place in a list of {items.Count}.", "Number the items from 0, without gaps.");
            return node ?? ConfigNode.List(place, []);
        }

        var item = Put(index < items.Count ? items[index] : null, setting?.Item, segments[1..], place with { Path = ConfigPlace.Join(place.Path, index) }, value);
        if (index < items.Count)
        {
            items[index] = item;
        }
        else
        {
            items.Add(item);
        }

        return ConfigNode.List(node?.Kind == ConfigNodeKind.List ? node.Place : place, items);
    }

    private ConfigNode Leaf(Setting? setting, ConfigPlace place, string value)
    {
        var isNested = setting?.Kind is SettingKind.List or SettingKind.Map or SettingKind.Table or SettingKind.Any;
        if (isNested && value.TrimStart() is ['[' or '{', ..])
        {
            try
            {
                return Mark(YamlText.Read(value), place);
            }
            catch (DocumentException broken)
            {
                problems.Error(ProblemCode.WrongType, place, $"The value cannot be read: {broken.Message}", "Write it as [a, b] or {name: value}.");
                return ConfigNode.Null(place);
            }
        }

        var isTexts = setting is { Kind: SettingKind.List, Short: not null };
        return isTexts && value.Contains(',', StringComparison.Ordinal)
            ? ConfigNode.List(place, [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => ConfigNode.Scalar(place, part))])
            : ConfigNode.Scalar(place, value);
    }

    /// <summary>The same nodes, said to come from the variable.</summary>
    private static ConfigNode Mark(ConfigNode node, ConfigPlace place) => node.Kind switch
    {
        ConfigNodeKind.Map => ConfigNode.Map(place, [.. node.Members.Select(member => new ConfigMember(member.Name, Mark(member.Value, place.Member(member.Name))))]),
        ConfigNodeKind.List => ConfigNode.List(place, [.. node.Items.Select((item, i) => Mark(item, place with { Path = ConfigPlace.Join(place.Path, i) }))]),
        ConfigNodeKind.Scalar => ConfigNode.Scalar(place, node.Text),
        ConfigNodeKind.Null => ConfigNode.Null(place),
    };
}
