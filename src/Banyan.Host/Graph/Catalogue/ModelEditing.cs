using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Models kept in the database, laid over those of the file and the built-in ones. Prices have a history of their own.</summary>
internal static class ModelEditing
{
    private const string InputFields =
        """
        "The model to change; provider and name say it too." id: ID, "The revision that was read; 0 for one the database must not have yet; left out: change it whatever it is." expectedRevision: Int,
        "Who serves it." providerId: ID!, "The provider's own name of it." name: String!, "What people call it; its name when left out." displayName: String, "What it can do." capabilities: [ModelCapability!]!,
        "Tokens it can hold." contextWindow: Int!, "Most tokens of one answer; 0 for one that makes none." maxOutputTokens: Int!, "Expected quality, 0 to 1." quality: Float = 0.5,
        "Whether it may be used." status: ModelStatus = ACTIVE, "The model that follows a deprecated one." replacement: String
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ModelInput", "A model to be kept.", InputFields, fields => fields);
        graph.Mutation("saveModel(input: ModelInput!): LLMModel!", SaveAsync, "Keeps a model in the database, over the file's and the built-in one of that name. Give it a price too: one without is refused when asked, unless the configuration says otherwise.")
            .Arg("input", "The model.").Requires(CatalogueEdits.Write);
        graph.Mutation("removeModel(id: ID!): Boolean!", context => context.RemoveAsync("removeModel", "models", context.Arg<string>("id")), "Removes what the database holds of a model; what the file and the built-in catalogue say of it holds again. Its prices stay. Refused while an alias needs it.")
            .Arg("id", "Its full name, provider/model.").Requires(CatalogueEdits.Write);
    }

    private static async ValueTask<ModelEntry> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var id = $"{input.Text("providerId")}/{input.Text("name")}";
        if (input.Text("id") is { } given && given != id)
        {
            throw CatalogueEdits.Bad("name", "A model keeps its provider and its name: prices and records say them. Save another one and remove this.");
        }

        await context.EditAsync(new ConfigEdit(context.Caller(), "saveModel", "models", id) { ExpectedRevision = input.Int("expectedRevision"), Change = before => Entry(input, before) });
        return CatalogueEdits.InForce(context.Get<ICatalog>().Current.Models, id);
    }

    private static JsonObject Entry(InputFields input, JsonObject before)
    {
        var entry = before.DeepClone().AsObject();
        entry.Put("displayName", input.Text("displayName"));
        entry["context"] = input.Int("contextWindow");
        entry["maxOutput"] = input.Int("maxOutputTokens");
        entry["can"] = new JsonArray([.. input.List<string>("capabilities").Select(name => (JsonNode)Word(name))]);
        entry["quality"] = input.Float("quality") ?? 0.5;
        entry["status"] = (input.Text("status") ?? "ACTIVE").ToLowerInvariant();
        entry.Put("replacement", input.Text("replacement"));
        return entry;
    }

    /// <summary>A capability as documents write it: <c>PARALLEL_TOOLS</c> is <c>parallelTools</c>.</summary>
    private static string Word(string name) =>
        string.Concat(name.Split('_').Select((part, i) => i == 0 ? part.ToLowerInvariant() : part[..1] + part[1..].ToLowerInvariant()));
}
