using System.Collections.Concurrent;
using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>A configuration made ready for decisions: names resolved, conditions compiled, prices as plain numbers. Made once for each snapshot and set of stored rules.</summary>
internal sealed class RoutePlan
{
    private const string MockModel = "mock/chat";
    private readonly ICandidateHealth _health;
    private readonly VitalsBook _vitals;
    private readonly IProviderRoom _room;
    private readonly ConcurrentDictionary<string, RouteTarget> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NamedTargets> _names = new(StringComparer.Ordinal);
    private readonly RouteTarget[] _fallbackChain;

    public RoutePlan(CatalogSnapshot catalog, IReadOnlyList<RoutingRule> stored, ICandidateHealth health, VitalsBook vitals, IProviderRoom room)
    {
        (Catalog, _health, _vitals, _room) = (catalog, health, vitals, room);
        _fallbackChain = Targets(catalog.FallbackChain);
        // The sort is stable: of equals, those of the file come first as written, then stored ones by age.
        Rules = [.. catalog.Rules.Concat(stored).Where(rule => rule.IsEnabled).OrderByDescending(rule => rule.Priority).Select(Compile).OfType<CompiledRule>()];
    }

    /// <summary>The configuration.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>The rules that are evaluated, first to last.</summary>
    public CompiledRule[] Rules { get; }

    /// <summary>Finds what a name stands for; null when it stands for nothing. An empty name is the default's.</summary>
    public NamedTargets? Find(string asked)
    {
        var name = asked.Length > 0 ? asked : Catalog.DefaultModel ?? MockModel;
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        if (Resolve(name) is not { } found)
        {
            return null;
        }

        // Names that callers make up are not kept: there is no end of them.
        return found.Targets.All(target => Catalog.Models.ContainsKey(target.Id) && target.Model.Name == Catalog.Models[target.Id].Name) ? _names.GetOrAdd(name, found) : found;
    }

    /// <summary>The models that names stand for, each once; names that stand for nothing are left out.</summary>
    public RouteTarget[] FindAll(IEnumerable<string> names) =>
        [.. names.SelectMany(name => Find(name)?.Targets ?? []).DistinctBy(target => target.Id, StringComparer.Ordinal)];

    /// <summary>A model made ready.</summary>
    public RouteTarget TargetOf(ModelEntry model) =>
        Catalog.Models.TryGetValue(model.Id, out var declared) && ReferenceEquals(declared, model) ? _targets.GetOrAdd(model.Id, (_, entry) => Make(entry), model) : Make(model);

    private RouteTarget Make(ModelEntry model) => new(model, _health.StateOf(model), _vitals.Of(model), _room.RoomOf(model));

    private RouteTarget[] Targets(IEnumerable<ModelEntry> models) => [.. models.Select(TargetOf)];

    private NamedTargets? Resolve(string name)
    {
        if (Catalog.Aliases.TryGetValue(name, out var alias))
        {
            return OfAlias(alias);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && Catalog.Providers.TryGetValue(name[..slash], out var provider))
        {
            return (Catalog.Models.GetValueOrDefault(name) ?? Undeclared(provider, name[(slash + 1)..])) is { } model
                ? new NamedTargets("provider/model", TargetOrder.Written, [TargetOf(model)], [], _fallbackChain) { IsBinding = true }
                : null;
        }

        return Catalog.ModelsByName.TryGetValue(name, out var models)
            ? new NamedTargets("model", models.Count > 1 ? TargetOrder.Priority : TargetOrder.Written, Targets(models), [], _fallbackChain) { IsBinding = true }
            : name == "auto" ? Auto() : null;
    }

    private NamedTargets OfAlias(ModelAlias alias)
    {
        var order = alias.Strategy switch { AliasStrategy.Weighted => TargetOrder.Weight, AliasStrategy.Auto => TargetOrder.Weighed, _ => TargetOrder.Written };
        var fallbacks = alias.Fallbacks.Count > 0 ? Targets(alias.Fallbacks) : _fallbackChain;
        // One that is written twice, as by two of its names, is one with both shares.
        var targets = alias.Targets.GroupBy(target => target.Model.Id, StringComparer.Ordinal).ToList();
        return new NamedTargets("alias", order, Targets(targets.Select(group => group.First().Model)), [.. targets.Select(group => group.Sum(target => Math.Max(0, target.Weight)))], fallbacks)
        {
            Weighed = order == TargetOrder.Weighed ? alias.Name : null,
            Judged = order == TargetOrder.Weighed ? _vitals.Of(VitalsBook.NameOf(alias.Name)) : null,
            IsHedged = alias.IsHedged,
        };
    }

    /// <summary>A model its provider has although nobody declared it, or the mock's with a script behind a colon.</summary>
    private ModelEntry? Undeclared(Provider provider, string name)
    {
        if (provider.Kind != "mock")
        {
            return Catalog.FindOrMake(provider.Name, name);
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Catalog.Models.TryGetValue($"mock/{name[..colon]}", out var plain) ? plain with { Id = plain.Id, Name = name } : null;
    }

    /// <summary>Every real model; the mock only where there is nothing else.</summary>
    private NamedTargets Auto()
    {
        var real = Targets(Catalog.Models.Values
            .Where(model => model.Provider is { Kind: not "mock", IsConfigured: true } && !model.IsDisabled)
            .OrderBy(model => model.Provider.Priority)
            .ThenBy(model => model.Id, StringComparer.Ordinal));
        return real.Length > 0 || !Catalog.Models.TryGetValue(MockModel, out var mock)
            ? new NamedTargets("auto", TargetOrder.Weighed, real, [], []) { Weighed = "auto", Judged = _vitals.Of(VitalsBook.NameOf("auto")) }
            : new NamedTargets("mock", TargetOrder.Written, [TargetOf(mock)], [], []);
    }

    /// <summary>A rule made ready; null for one that cannot be read, which the check of its source has told.</summary>
    private CompiledRule? Compile(RoutingRule rule)
    {
        try
        {
            var (when, found) = (ConditionCompiler.Compile(rule.When), Find(rule.Target));
            var goes = found is not null && rule.Fallbacks.Count > 0 ? found.With(FindAll(rule.Fallbacks)) : found;
            return new CompiledRule(rule, when, goes, ConditionCompiler.AsksForModel(rule.When));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
