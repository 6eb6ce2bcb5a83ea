using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Resolves the names a configuration refers to, and tells those that stand for nothing.</summary>
internal sealed class ReferenceReader(Draft draft, NameResolver names)
{
    /// <summary>Resolves one name.</summary>
    /// <returns>Its models; empty after a problem.</returns>
    public IReadOnlyList<AliasTarget> Read(ConfigPlace at, string name)
    {
        var reference = names.Resolve(name);
        if (reference.Cycle is { } cycle)
        {
            draft.Problems.Error(ProblemCode.Cycle, at, $"The aliases lead in a circle: {cycle}.", "Let one of them name a model.");
            return [];
        }

        if (reference.Targets.Count == 0 && name is NameResolver.Auto or NameResolver.Everything)
        {
            draft.Problems.Warn(ProblemCode.TargetUnconfigured, at, $"\"{name}\" stands for no model: none is declared for a usable provider.", "Declare the models of your providers.");
        }
        else if (reference.Targets.Count == 0)
        {
            draft.Problems.Error(ProblemCode.Unresolvable, at, $"\"{name}\" is neither an alias nor a model.", Hint(name));
        }
        else if (reference.IsUnconfigured && draft.Providers.Values.Any(provider => provider.Kind != "mock"))
        {
            draft.Problems.Warn(ProblemCode.TargetUnconfigured, at, $"\"{name}\" belongs to {reference.Targets[0].Model.Provider.Name}, which is UNCONFIGURED.", "Give the provider a key, or name another model.");
        }

        return reference.Targets;
    }

    /// <summary>Resolves a list of names into models, each once, in order.</summary>
    public IReadOnlyList<ModelEntry> ReadAll(IEnumerable<ConfigNode> nodes) =>
        [.. nodes.SelectMany(node => Read(node.Place, node.Text)).Select(target => target.Model).DistinctBy(model => model.Id, StringComparer.Ordinal)];

    private string Hint(string name)
    {
        var owner = BuiltInCatalogue.Instance.Models.FirstOrDefault(models => models.Key != ProviderBuilder.MockName && models.Value.Any(model => model.Name == name));
        if (owner.Key is not null)
        {
            return $"It is a model of {owner.Key}: add providers.{owner.Key}.";
        }

        return LooseName.Nearest(name, names.Names) is { } near ? $"Did you mean {near}?" : "Declare it under models, or name a provider's model as provider/model.";
    }
}
