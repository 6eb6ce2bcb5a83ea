using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Finds what names stand for while the snapshot is being built: alias, then <c>provider/model</c>, then a model's bare name, then <c>auto</c>.</summary>
internal sealed class NameResolver
{
    public const string Auto = "auto";
    public const string Everything = "*";
    private readonly Draft _draft;
    private readonly Dictionary<string, Section> _aliases;
    private readonly Dictionary<string, Reference> _known = new(StringComparer.Ordinal);
    private readonly List<string> _under = [];

    public NameResolver(Draft draft)
    {
        _draft = draft;
        _aliases = draft.Root.Entries("aliases").ToDictionary(alias => alias.Name, alias => alias.Value, StringComparer.Ordinal);
    }

    /// <summary>Every name that can be referred to, for hints.</summary>
    public IEnumerable<string> Names => _aliases.Keys.Concat(_draft.Models.Keys).Concat(_draft.Models.Values.Select(model => model.Name)).Append(Auto);

    /// <summary>Models of a bare name, best provider first; the mock's never go by their bare name.</summary>
    public static IReadOnlyList<ModelEntry> ByBareName(Draft draft, string name) =>
        [.. Ranked(draft.Models.Values.Where(model => model.Name == name && model.Provider.Kind != "mock"))];

    public Reference Resolve(string name)
    {
        if (_aliases.TryGetValue(name, out var alias))
        {
            return OfAlias(name, alias);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && _draft.Providers.TryGetValue(name[..slash], out var provider))
        {
            return OfProvider(provider, name[(slash + 1)..]);
        }

        var bare = ByBareName(_draft, name);
        if (bare.Count > 0)
        {
            // The best provider has the whole share, the others follow it.
            return new Reference([.. bare.Select((model, i) => new AliasTarget(model, i == 0 ? 1 : 0))]);
        }

        return name is Auto or Everything ? new Reference(All()) : Reference.Nothing;
    }

    /// <summary>Every model in use: active, of a usable provider other than the mock, and for talking; the mock's chat when there is none.</summary>
    private List<AliasTarget> All()
    {
        var active = _draft.Models.Values.Where(model => !model.IsDisabled && model.Provider is { IsConfigured: true, Kind: not "mock" } && model.Can.HasFlag(Wire.AskNeeds.Streaming));
        var targets = Ranked(active).Select(model => new AliasTarget(model, 1)).ToList();
        return _draft.HasRealProvider || !_draft.Models.TryGetValue("mock/chat", out var mock) ? targets : [new AliasTarget(mock, 1)];
    }

    private Reference OfProvider(Provider provider, string name)
    {
        if (_draft.Models.TryGetValue($"{provider.Name}/{name}", out var declared))
        {
            return new Reference([new AliasTarget(declared, 1)]);
        }

        return provider.ServesDeclaredModelsOnly || name.Length == 0
            ? Reference.Nothing
            : new Reference([new AliasTarget(new ModelEntry { Provider = provider, Name = name, IsDeclared = false, Prices = provider.IsFree ? [PriceRow.Free] : [] }, 1)]);
    }

    private Reference OfAlias(string name, Section alias)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_under.Contains(name))
        {
            return new Reference([], string.Join(" -> ", _under.SkipWhile(other => other != name).Append(name)));
        }

        _under.Add(name);
        var parts = new List<(int Weight, Reference Stands)>();
        foreach (var target in alias.Items("targets"))
        {
            parts.Add((target.IsShort ? 1 : target.Whole("weight"), Resolve(TargetName(target))));
        }

        _under.RemoveAt(_under.Count - 1);
        var cycle = parts.Select(part => part.Stands.Cycle).FirstOrDefault(found => found is not null);
        var result = new Reference(Shares.Combine(parts), cycle);
        if (cycle is null)
        {
            _known[name] = result;
        }

        return result;
    }

    public static string TargetName(Section target) => target.IsShort ? target.ShortText : target.Text("model");

    private static IOrderedEnumerable<ModelEntry> Ranked(IEnumerable<ModelEntry> models) =>
        models.OrderByDescending(model => model.Provider.IsConfigured).ThenBy(model => model.Provider.Priority).ThenBy(model => model.Id, StringComparer.Ordinal);
}
