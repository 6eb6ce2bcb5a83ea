using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Names that stand for one or several models.</summary>
internal static class AliasGraph
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<ModelAlias>("ModelAlias", "A name that stands for one or several models.", type =>
        {
            type.Field("id: ID!", alias => alias.Name, "Its name.");
            type.Field("name: String!", alias => alias.Name, "The name callers use.");
            type.Field("strategy: String!", alias => alias.Strategy.ToString().ToLowerInvariant(), "How a target is chosen: fixed, weighted or auto.");
            type.Field("targets: JSON!", alias => alias.Targets.Select(Target).ToList(), "The models, each with its weight.");
            type.Field("fallbacks: [String!]!", alias => alias.Fallbacks.Select(model => model.Id), "Models tried after the targets, in order.");
            type.Field("revision: Int!", _ => 0, "Counts up with each change; 0 for one in the file.");
        });
        graph.Query("modelAliases: [ModelAlias!]!", Visible, "Aliases the caller may use, by name.").Requires("models:read");
    }

    private static IEnumerable<ModelAlias> Visible(FieldContext context)
    {
        var grants = context.Caller().Grants;
        return context.Get<ICatalog>().Current.Aliases.Values.Where(alias => grants.MayUse(alias.Name)).OrderBy(alias => alias.Name, StringComparer.Ordinal);
    }

    private static Dictionary<string, object?> Target(AliasTarget target) =>
        new(StringComparer.Ordinal) { ["model"] = target.Model.Id, ["weight"] = target.Weight };
}
