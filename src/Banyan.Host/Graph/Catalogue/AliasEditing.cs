using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Aliases kept in the database, laid over those of the file.</summary>
internal static class AliasEditing
{
    private const string InputFields =
        """
        "The alias to change; its name says it too." id: ID, "The revision that was read; 0 for one the database must not have yet; left out: change it whatever it is." expectedRevision: Int,
        "The name callers use." name: String!, "How a target is chosen: fixed, weighted or auto." strategy: String!, "The models or aliases it stands for: names, or [{model, weight}]." targets: JSON!,
        "Models or aliases tried after the targets, in order; those of the configuration when left out." fallbacks: [String!], "What else it says: {hedge}." options: JSON
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("AliasInput", "An alias to be kept.", InputFields, fields => fields);
        graph.Mutation("saveAlias(input: AliasInput!): ModelAlias!", SaveAsync, "Keeps an alias in the database, over the file's of that name. In force on every node within two seconds, refused when the whole configuration would not be good.")
            .Arg("input", "The alias.").Requires(CatalogueEdits.Write);
        graph.Mutation("removeAlias(id: ID!): Boolean!", context => context.RemoveAsync("removeAlias", "aliases", context.Arg<string>("id")), "Removes what the database holds of an alias; what the file says of it holds again. Refused while something needs it.")
            .Arg("id", "Its name.").Requires(CatalogueEdits.Write);
    }

    private static async ValueTask<ModelAlias> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var name = CatalogueEdits.KeptName(input, "An alias keeps its name: callers say it. Save another one and remove this.");

        await context.EditAsync(new ConfigEdit(context.Caller(), "saveAlias", "aliases", name) { ExpectedRevision = input.Int("expectedRevision"), Change = _ => Entry(input) });
        return CatalogueEdits.InForce(context.Get<ICatalog>().Current.Aliases, name);
    }

    private static JsonObject Entry(InputFields input)
    {
        var entry = new JsonObject { ["strategy"] = input.Text("strategy"), ["targets"] = CatalogueEdits.Node(input.Json("targets")) };
        entry.Put("fallbacks", CatalogueEdits.Texts(input.List<string>("fallbacks")));
        foreach (var (option, value) in CatalogueEdits.Node(input.Json("options")) as JsonObject ?? [])
        {
            entry[option] = entry.ContainsKey(option) ? throw CatalogueEdits.Bad("options", $"\"{option}\" is no option.") : value?.DeepClone();
        }

        return entry;
    }
}
