namespace Banyan.Gateway.Catalog.Document;

/// <summary>A node of a configuration document before anyone has read meaning into it. Immutable.</summary>
internal sealed class ConfigNode
{
    private ConfigNode(ConfigNodeKind kind, ConfigPlace place, string text, IReadOnlyList<ConfigMember> members, IReadOnlyList<ConfigNode> items) =>
        (Kind, Place, Text, Members, Items) = (kind, place, text, members, items);

    public ConfigNodeKind Kind { get; }

    public ConfigPlace Place { get; }

    public string Path => Place.Path;

    /// <summary>The value of a scalar; empty for other kinds.</summary>
    public string Text { get; }

    /// <summary>The members of a map, in the order written; a name may stand twice until it is bound.</summary>
    public IReadOnlyList<ConfigMember> Members { get; }

    /// <summary>The items of a list, in order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    public static ConfigNode Null(ConfigPlace place) => new(ConfigNodeKind.Null, place, "", [], []);

    public static ConfigNode Scalar(ConfigPlace place, string text) => new(ConfigNodeKind.Scalar, place, text, [], []);

    public static ConfigNode Map(ConfigPlace place, IReadOnlyList<ConfigMember> members) => new(ConfigNodeKind.Map, place, "", members, []);

    public static ConfigNode List(ConfigPlace place, IReadOnlyList<ConfigNode> items) => new(ConfigNodeKind.List, place, "", [], items);

    /// <summary>The member of exactly that name; null when there is none.</summary>
    public ConfigNode? Find(string name)
    {
        foreach (var member in Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return null;
    }
}

/// <summary>A named member of a map.</summary>
internal readonly record struct ConfigMember(string Name, ConfigNode Value);

/// <summary>What a node is.</summary>
internal enum ConfigNodeKind : byte
{
    Null,
    Scalar,
    Map,
    List,
}
