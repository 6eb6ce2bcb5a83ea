using System.Text.Json;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Intents.Discovery;
using Banyan.Wire;

namespace Banyan.Host.Graph.Intents;

/// <summary>Catalogues of intents that were in force: what plans were pinned to, and what changed from one to the next.</summary>
internal static class CatalogueGraph
{
    private const string Read = "catalog:read";
    private const int MostVersions = 100;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<CatalogueChange>("CatalogueChange", "What became of one intent between two catalogues.", type =>
        {
            type.Field("key: ID!", change => change.Key, "Key of the intent.");
            type.Field("kind: String!", change => change.Kind, "added, removed or changed.");
            type.Field("members: [String!]!", change => change.Members, "The members of its definition that differ; empty unless it changed.");
        });
        graph.Object<CatalogueStamp>("Catalogue", "Everything the backends could do at one time; a plan is pinned to one.", type =>
        {
            type.Field("version: ID!", one => one.Version, "sha256: and the hash of its intents.");
            type.Field("createdAt: DateTime!", one => one.CreatedAt, "When it first came into force.");
            type.Field("isCurrent: Boolean!", (one, context) => one.Version == History(context).Current, "Whether it is in force.");
            type.Field("intents: JSON!", IntentsAsync, "Its intents with their sides, sorted by key.");
            type.Field("changes(since: ID!): [CatalogueChange!]!", ChangesAsync, "What changed from another one to it, by key.").Arg("since", "Version of the other one.");
        }).Requires(Read);
        graph.Query("catalogue(version: ID): Catalogue", FindAsync, "A catalogue as it was kept; null when there is none of that version.").Arg("version", "Its version; the one in force when left out.").Requires(Read);
        graph.Subscription("catalogueChanged: Catalogue!", context => context.Get<CatalogueFeed>().ReadAsync(context.Cancelled), "Catalogues as they come into force, on whichever node.").Requires(Read);
        graph.Query("catalogueVersions(most: Int! = 20): [Catalogue!]!", ListAsync, "The catalogues that were in force, the latest first.").Arg("most", $"At most how many, 1 to {MostVersions}.").Requires(Read);
    }

    private static CatalogueHistory History(FieldContext context) => context.Get<CatalogueHistory>();

    private static async ValueTask<CatalogueStamp?> FindAsync(FieldContext context) =>
        await History(context).FindAsync(context.Arg<string?>("version") ?? History(context).Current, context.Cancelled) is { } kept ? new CatalogueStamp(kept.Version, kept.CreatedAt) : null;

    private static async ValueTask<IReadOnlyList<CatalogueStamp>> ListAsync(FieldContext context)
    {
        var most = context.Arg<int>("most");
        return most is > 0 and <= MostVersions
            ? await History(context).ListAsync(most, context.Cancelled)
            : throw new RefusedException(new Failure(FailureKind.CallerFault, "invalid_request", $"'most' is 1 to {MostVersions}.") { Param = "most" });
    }

    private static async ValueTask<JsonElement> IntentsAsync(CatalogueStamp one, FieldContext context)
    {
        using var kept = JsonDocument.Parse((await History(context).FindAsync(one.Version, context.Cancelled))?.Intents ?? "[]");
        return kept.RootElement.Clone();
    }

    private static async ValueTask<IReadOnlyList<CatalogueChange>> ChangesAsync(CatalogueStamp one, FieldContext context) =>
        await History(context).ChangesAsync(context.Arg<string>("since"), one.Version, context.Cancelled) ?? throw GraphActs.NotFound("There is no catalogue of that version.");
}
