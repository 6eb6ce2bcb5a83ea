using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Schema;

/// <summary>
/// Lays a document over the schema: gives every node its proper name and path, puts variables in, and tells all that does not fit.
/// What does not fit is left out, so that readers after it meet good values only and fall back to defaults.
/// </summary>
internal sealed class Binder(IReadOnlyDictionary<string, string> environment, ProblemList problems)
{
    /// <summary>Binds a node.</summary>
    /// <returns>The bound node; null when it is empty or does not fit.</returns>
    public ConfigNode? Bind(ConfigNode node, Setting setting, string path)
    {
        var place = node.Place with { Path = path };
        if (node.Kind == ConfigNodeKind.Null)
        {
            return null;
        }

        if (setting.IsPending)
        {
            problems.Warn(ProblemCode.NotInEffect, place, $"{path} is accepted but not in effect yet.", "Nothing to do; it is checked and will be obeyed by a later version.");
        }

        return (setting.Kind, node.Kind) switch
        {
            (SettingKind.Any, _) => BindAny(node, path),
            (SettingKind.Map, ConfigNodeKind.Map) => BindMap(node, setting, place),
            (SettingKind.Table, ConfigNodeKind.Map) => BindTable(node, setting, place),
            (SettingKind.List, ConfigNodeKind.List) => BindList(node, setting, place),
            (_, ConfigNodeKind.Scalar) => BindScalar(node, setting, place),
            _ => Wrong(setting, place),
        };
    }

    private ConfigNode BindMap(ConfigNode node, Setting setting, ConfigPlace place)
    {
        var members = new List<ConfigMember>();
        foreach (var (name, value) in node.Members)
        {
            var known = setting.Find(name);
            var at = value.Place with { Path = ConfigPlace.Join(place.Path, known?.Name ?? name) };
            if (known is null)
            {
                problems.Error(ProblemCode.UnknownKey, at, $"Nothing is called \"{name}\" here.", Nearest(name, setting));
            }
            else if (members.Exists(member => member.Name == known.Name))
            {
                problems.Error(ProblemCode.Duplicate, at, $"\"{known.Name}\" stands twice.", "Keep one of them.");
            }
            else if (Bind(value, known, at.Path) is { } bound)
            {
                members.Add(new ConfigMember(known.Name, bound));
            }
        }

        foreach (var missing in setting.Members.Where(member => member.IsRequired && !members.Exists(present => present.Name == member.Name)))
        {
            // A value that stands there but is wrong has been told already.
            if (!node.Members.Any(present => LooseName.Same(present.Name, missing.Name) && present.Value.Kind != ConfigNodeKind.Null))
            {
                problems.Error(ProblemCode.MissingSetting, place.Member(missing.Name), $"\"{missing.Name}\" must be given.", $"Add {missing.Name}: {missing.Effect}.");
            }
        }

        return ConfigNode.Map(place, members);
    }

    private ConfigNode BindTable(ConfigNode node, Setting setting, ConfigPlace place)
    {
        var members = new List<ConfigMember>();
        foreach (var (name, value) in node.Members)
        {
            var at = value.Place with { Path = ConfigPlace.Join(place.Path, name) };
            if (members.Exists(member => setting.HasLooseNames ? LooseName.Same(member.Name, name) : member.Name == name))
            {
                problems.Error(ProblemCode.Duplicate, at, $"\"{name}\" stands twice.", "Keep one of them, or give it another name.");
                continue;
            }

            // An entry without settings still counts: `openai:` alone is a provider with defaults.
            var entry = value.Kind == ConfigNodeKind.Null && setting.Item!.Kind == SettingKind.Map ? ConfigNode.Map(value.Place, []) : value;
            if (Bind(entry, setting.Item!, at.Path) is { } bound)
            {
                members.Add(new ConfigMember(name, bound));
            }
        }

        return ConfigNode.Map(place, members);
    }

    private ConfigNode BindList(ConfigNode node, Setting setting, ConfigPlace place)
    {
        var items = new List<ConfigNode>();
        for (var i = 0; i < node.Items.Count; i++)
        {
            if (Bind(node.Items[i], setting.Item!, ConfigPlace.Join(place.Path, i)) is { } bound)
            {
                items.Add(bound);
            }
        }

        return ConfigNode.List(place, items);
    }

    private ConfigNode? BindScalar(ConfigNode node, Setting setting, ConfigPlace place)
    {
        if (setting.Kind == SettingKind.Secret)
        {
            // Left as written: a reference is no value yet, and a literal must be seen to be refused.
            return ConfigNode.Scalar(place, node.Text);
        }

        if (Expand(node, place) is not { } text)
        {
            return null;
        }

        if (setting.Short is not null)
        {
            setting = setting.Short;
        }

        if (text.Length == 0 && setting.Kind is not SettingKind.Text)
        {
            return null;
        }

        if (ScalarCheck.Find(setting, text) is not { } wrong)
        {
            return ConfigNode.Scalar(place, text);
        }

        problems.Error(wrong.Code, place, wrong.Message, wrong.Hint);
        return null;
    }

    private ConfigNode? BindAny(ConfigNode node, string path)
    {
        var place = node.Place with { Path = path };
        switch (node.Kind)
        {
            case ConfigNodeKind.Map:
                var members = node.Members.Select(member => (member.Name, Value: BindAny(member.Value, ConfigPlace.Join(path, member.Name)))).ToList();
                return ConfigNode.Map(place, [.. members.Where(member => member.Value is not null).Select(member => new ConfigMember(member.Name, member.Value!))]);
            case ConfigNodeKind.List:
                return ConfigNode.List(place, [.. node.Items.Select((item, i) => BindAny(item, ConfigPlace.Join(path, i))).OfType<ConfigNode>()]);
            case ConfigNodeKind.Scalar:
                return Expand(node, place) is { } text ? ConfigNode.Scalar(place, text) : null;
            default:
                return null;
        }
    }

    private string? Expand(ConfigNode node, ConfigPlace place)
    {
        if (place.Variable is not null)
        {
            // A value out of the environment is taken as it is.
            return node.Text;
        }

        var (text, missing) = Variables.Expand(node.Text, environment);
        if (missing is null)
        {
            return text;
        }

        problems.Error(ProblemCode.MissingVariable, place, $"The environment variable {missing} is not set.", $"Set {missing}, or give a default: ${{{missing}:-value}}.");
        return null;
    }

    private ConfigNode? Wrong(Setting setting, ConfigPlace place)
    {
        var wanted = setting.Kind switch
        {
            SettingKind.Map or SettingKind.Table => "a map",
            SettingKind.List => "a list",
            _ => "a single value",
        };
        problems.Error(ProblemCode.WrongType, place, $"This must be {wanted}.", $"See {(setting.Name.Length > 0 ? setting.Name : "its section")} in docs/configuration.md.");
        return null;
    }

    private static string Nearest(string name, Setting setting) =>
        LooseName.Nearest(name, setting.Members.Select(member => member.Name)) is { } near
            ? $"Did you mean {near}?"
            : $"Known here: {string.Join(", ", setting.Members.Select(member => member.Name))}.";
}
