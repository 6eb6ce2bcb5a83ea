using Banyan.Gateway.Catalog.Editing;
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
            type.Field("options: JSON", alias => Options(alias), "What else it says: {hedge}; null when nothing.");
            type.Field("revision: Int!", (alias, context) => context.Get<IConfigDesk>().Find("aliases", alias.Name)?.Revision ?? 0, "Counts up with each change in the database; 0 for one that is in the file alone.");
        });
        graph.Query("modelAliases: [ModelAlias!]!", Visible, "Aliases the caller may use, by name.").Requires("models:read");
    }

    private static IEnumerable<ModelAlias> Visible(FieldContext context)
    {
        var grants = context.Caller().Grants;
        return context.Get<ICatalog>().Current.Aliases.Values.Where(alias => grants.MayUse(alias.Name)).OrderBy(alias => alias.Name, StringComparer.Ordinal);
    }

    private static Dictionary<string, object?>? Options(ModelAlias alias) => alias.IsHedged is { } hedge ? new(StringComparer.Ordinal) { ["hedge"] = hedge } : null;

    private static Dictionary<string, object?> Target(AliasTarget target) =>
        new(StringComparer.Ordinal) { ["model"] = target.Model.Id, ["weight"] = target.Weight };
}
