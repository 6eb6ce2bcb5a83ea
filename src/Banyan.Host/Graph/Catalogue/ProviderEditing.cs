using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Providers kept in the database, laid over those of the file.</summary>
internal static class ProviderEditing
{
    private const string InputFields =
        """
        "The provider to change; its name says it too." id: ID, "The revision that was read; 0 for one the database must not have yet; left out: change it whatever it is." expectedRevision: Int,
        "Its name: the part before the slash of a model's full name." name: String!, "Which upstream sends to it." type: ProviderType!,
        "Where it is; the address of the built-in provider of that type when left out. Its keys are sent to no other host than they were given for." baseUrl: String,
        "ACTIVE, DRAINING or DISABLED." status: ProviderStatus = ACTIVE, "Tie-break between candidates, lower first." priority: Int = 100,
        "Whether it runs inside the operator's own walls: internal or external." trust: String = "external", "What it promises about data: {noTraining, retention, region}." dataTerms: JSON,
        "Named departures from its language; the member quirkSet names a built-in provider whose quirks it has." quirks: JSON,
        "How long an attempt may take: {connect, firstToken, firstTokenReasoning, idle, total}, as 5s or as a number of seconds." timeouts: JSON, "What may be sent to it: {concurrent}." limits: JSON
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ProviderInput", "A provider to be kept.", InputFields, fields => fields);
        graph.Mutation("saveProvider(input: ProviderInput!): LLMProvider!", SaveAsync, "Keeps a provider in the database, over the file's of that name. Its keys stay as they are, and so does what is left out and has no default; null takes it back. In force on every node within two seconds, refused when the whole configuration would not be good.")
            .Arg("input", "The provider.").Requires(CatalogueEdits.Write);
        graph.Mutation("removeProvider(id: ID!): Boolean!", context => context.RemoveAsync("removeProvider", "providers", context.Arg<string>("id")), "Removes what the database holds of a provider, its keys with it; what the file says of it holds again. Refused while a model or alias needs it.")
            .Arg("id", "Its name.").Requires(CatalogueEdits.Write);
    }

    private static async ValueTask<Provider> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var name = CatalogueEdits.KeptName(input, "A provider keeps its name: models and records say it. Save another one and remove this.");

        var there = context.Get<ICatalog>().Current.Providers.GetValueOrDefault(name);
        await context.EditAsync(new ConfigEdit(context.Caller(), "saveProvider", "providers", name)
        {
            ExpectedRevision = input.Int("expectedRevision"),
            Change = before => Entry(input, there, before),
        });
        return CatalogueEdits.InForce(context.Get<ICatalog>().Current.Providers, name);
    }

    /// <summary>The provider as a document writes it, its keys as they were.</summary>
    private static JsonObject Entry(InputFields input, Provider? there, JsonObject before)
    {
        var kind = KindOf(input.Text("type")!);
        var entry = before.DeepClone().AsObject();
        // The type of a provider of the file may be a built-in one, which says more than its kind.
        if (before.ContainsKey("type") || there?.Kind != kind)
        {
            entry["type"] = kind;
        }

        entry["priority"] = input.Int("priority") ?? 100;
        entry["trust"] = input.Text("trust") ?? "external";
        var status = input.Text("status");
        entry["enabled"] = status != "DISABLED";
        entry["draining"] = status == "DRAINING";
        Keep(entry, input, "baseUrl", input.Text("baseUrl"));
        Keep(entry, input, "dataTerms", CatalogueEdits.Spans(input.Json("dataTerms")));
        Keep(entry, input, "timeouts", CatalogueEdits.Spans(input.Json("timeouts")));
        Keep(entry, input, "limits", CatalogueEdits.Node(input.Json("limits")));
        if (input.Has("quirks"))
        {
            var quirks = CatalogueEdits.Node(input.Json("quirks")) as JsonObject;
            entry.Put("quirkSet", quirks?["quirkSet"]?.DeepClone());
            quirks?.Remove("quirkSet");
            entry.Put("quirks", quirks);
        }

        return entry;
    }

    /// <summary>Sets a member that was given, takes it out when it was given as null, and leaves it as it is when it was left out.</summary>
    private static void Keep(JsonObject entry, InputFields input, string name, JsonNode? value)
    {
        if (input.Has(name))
        {
            entry.Put(name, value);
        }
    }

    private static string KindOf(string type) => type switch
    {
        "OPENAI_COMPATIBLE" => "openai-compatible",
        "CHAT_CLIENT" => "chatclient",
        _ => type.ToLowerInvariant(),
    };
}
