using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class PropertyTests
{
    private const int Runs = 60;
    private static readonly ConfigNode Full = YamlText.Read(FullConfig.Text);

    [Fact]
    public void Any_subset_in_any_order_loads_to_the_same_snapshot_or_the_same_problems()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var subset = Subset(Full, new Random(seed), depth: 0);
            var shuffled = Shuffled(subset, new Random(seed + 1000));

            var first = Config.Load(Rendered.Json(subset), FullConfig.Environment);
            var second = Config.Load(Rendered.Json(shuffled), FullConfig.Environment);
            var third = Config.LoadJson(Rendered.Json(shuffled));

            Rendered.Of(second.Snapshot).ShouldBe(Rendered.Of(first.Snapshot), $"seed {seed}");
            Problems(second).ShouldBe(Problems(first), $"seed {seed}");
            third.Problems.ShouldNotContain(problem => problem.Code == "CFG001", $"seed {seed}: JSON is read like YAML");
        }
    }

    [Fact]
    public void A_bad_value_at_any_path_yields_a_problem_naming_exactly_that_path()
    {
        var tried = 0;
        foreach (var path in Paths(Full, ConfigSchema.Root, ""))
        {
            tried++;
            var problems = Config.Load(Rendered.Json(Replaced(Full, "", path)), FullConfig.Environment).Problems;

            problems.ShouldContain(problem => problem.Path == path && problem.Severity == ConfigSeverity.Error, path);
        }

        tried.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void An_unknown_key_in_any_map_is_named_with_its_path_and_line()
    {
        var tried = 0;
        foreach (var path in Maps(Full, ConfigSchema.Root, ""))
        {
            tried++;
            var text = Rendered.Json(Added(Full, "", path));
            var problem = Config.Load(text, FullConfig.Environment).Problems.Where(problem => problem.Code == "CFG002").ShouldHaveSingleItem(path);

            problem.Path.ShouldBe(ConfigPlace.Join(path, "zzz"));
            problem.Line.ShouldBe(1);
        }

        tried.ShouldBeGreaterThan(30);
    }

    private static List<string> Problems(LoadedConfig loaded) => [.. loaded.Problems.Select(problem => $"{problem.Code} {problem.Path} {problem.Severity} {problem.Message}").Order(StringComparer.Ordinal)];

    private static ConfigNode Subset(ConfigNode node, Random random, int depth) => node.Kind switch
    {
        ConfigNodeKind.Map => ConfigNode.Map(node.Place, [.. node.Members.Where(_ => random.Next(10) < (depth == 0 ? 6 : 9)).Select(member => new ConfigMember(member.Name, Subset(member.Value, random, depth + 1)))]),
        ConfigNodeKind.List => ConfigNode.List(node.Place, [.. node.Items.Select(item => Subset(item, random, depth + 1))]),
        _ => node,
    };

    private static ConfigNode Shuffled(ConfigNode node, Random random)
    {
        var members = node.Members.Select(member => new ConfigMember(member.Name, Shuffled(member.Value, random))).ToArray();
        random.Shuffle(members);
        return node.Kind switch
        {
            ConfigNodeKind.Map => ConfigNode.Map(node.Place, members),
            ConfigNodeKind.List => ConfigNode.List(node.Place, [.. node.Items.Select(item => Shuffled(item, random))]),
            _ => node,
        };
    }

    private static Setting? Child(Setting setting, string name) => setting.Kind == SettingKind.Table ? setting.Item : setting.Find(name);

    /// <summary>Every scalar whose form is checked.</summary>
    private static IEnumerable<string> Paths(ConfigNode node, Setting? setting, string path) => node.Kind switch
    {
        ConfigNodeKind.Map => node.Members.SelectMany(member => setting is null or { Kind: SettingKind.Any } ? [] : Paths(member.Value, Child(setting, member.Name), ConfigPlace.Join(path, member.Name))),
        ConfigNodeKind.List => node.Items.SelectMany((item, i) => Paths(item, setting?.Item, ConfigPlace.Join(path, i))),
        _ => setting is null or { Kind: SettingKind.Text or SettingKind.Any } or { Short.Kind: SettingKind.Text } ? [] : [path],
    };

    private static IEnumerable<string> Maps(ConfigNode node, Setting? setting, string path)
    {
        var here = node.Kind == ConfigNodeKind.Map && setting?.Kind == SettingKind.Map ? new[] { path } : [];
        var below = node.Members.SelectMany(member => setting is null ? [] : Maps(member.Value, Child(setting, member.Name), ConfigPlace.Join(path, member.Name)));
        return [.. here, .. below, .. node.Items.SelectMany((item, i) => Maps(item, setting?.Item, ConfigPlace.Join(path, i)))];
    }

    private static ConfigNode Replaced(ConfigNode node, string path, string target) =>
        Changed(node, path, target, found => ConfigNode.Scalar(found.Place, "@bad@"));

    private static ConfigNode Added(ConfigNode node, string path, string target) =>
        Changed(node, path, target, found => ConfigNode.Map(found.Place, [.. found.Members, new ConfigMember("zzz", ConfigNode.Scalar(found.Place, "1"))]));

    private static ConfigNode Changed(ConfigNode node, string path, string target, Func<ConfigNode, ConfigNode> change) => path == target
        ? change(node)
        : node.Kind switch
        {
            ConfigNodeKind.Map => ConfigNode.Map(node.Place, [.. node.Members.Select(member => new ConfigMember(member.Name, Changed(member.Value, ConfigPlace.Join(path, member.Name), target, change)))]),
            ConfigNodeKind.List => ConfigNode.List(node.Place, [.. node.Items.Select((item, i) => Changed(item, ConfigPlace.Join(path, i), target, change))]),
            _ => node,
        };
}
