using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Intents;

namespace Banyan.Host.Graph.Intents;

/// <summary>Backends, and overlaps of what they do.</summary>
internal static class BackendGraph
{
    private const string Read = "catalog:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum("BackendState", "How good what is known of a backend is.", ("FRESH", "It answered when last asked."), ("STALE", "It did not; what it said before is used."), ("DEAD", "It never answered."));
        graph.Object<OperatorBackend>("Backend", "A service behind intents.", type =>
        {
            type.Field("id: ID!", one => one.Name, "Its name.");
            type.Field("name: String!", one => one.Name, "Its name.");
            type.Field("generation: Generation!", one => one.IsModern ? "MODERN" : "LEGACY", "Which world it belongs to.");
            type.Field("baseUrl: String!", one => one.BaseUrl.OriginalString, "Where it is.");
            type.Field("trust: String!", one => one.IsTrusted ? "full" : "proposed", "Whether what it says of itself is granted without an operator: full or proposed.");
            type.Field("state: BackendState!", one => one.State.ToUpperInvariant(), "How good what is known of it is.");
            type.Field("circuit: CircuitState!", one => one.Circuit switch { "open" => CandidateGate.Open, "half-open" => CandidateGate.HalfOpen, _ => CandidateGate.Closed }, "The best circuit among its intents, as the node that answers sees it: open when every one of them is.");
            type.Field("lastDiscoveredAt: DateTime", one => one.ReadAt, "When its description was last read.");
            type.Field("problems: [String!]!", one => one.Problems, "What is wrong with it or its description.");
            type.Field("managedBy: String!", (one, context) => BackendEditing.Kept(one, context) is not null ? "database" : one.IsFound ? "directory" : "file", "Where it is changed: in the file, or in the database, which lays its part over the file's; directory for one that was found.");
            type.Field("revision: Int!", (one, context) => BackendEditing.Kept(one, context)?.Revision ?? 0, "Counts up with each change in the database; 0 for one that it does not have.");
        }).Requires(Read);
        graph.Object<OperatorOverlap>("OverlapProposal", "Two operations that may be one intent; nothing routes on a proposal.", type =>
        {
            type.Field("id: ID!", one => one.Id, "Stable for the pair.");
            type.Field("legacy: String!", one => one.Legacy, "The legacy side, as monolith:order_cancel.");
            type.Field("modern: String!", one => one.Modern, "The new side, as orders-api:CancelOrder.");
            type.Field("score: Float!", one => one.Score, "How alike they are, 0 to 1.");
            type.Field("margin: Float!", one => one.Margin, "How much more alike than the next best pair of either.");
            type.Field("parameterMap: JSON!", one => one.ParameterMap.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal), "The legacy side's names to the new side's.");
            type.Field("status: String!", one => one.Status, "proposed, granted or rejected.");
        });
        graph.Query("backends: [Backend!]!", context => context.Get<OperatorViews>().Backends(), "Every backend, configured or found, by name.").Requires(Read);
        graph.Query("overlapProposals(status: String): [OverlapProposal!]!", Overlaps, "Overlaps, most alike first.").Arg("status", "Only those: proposed, granted or rejected.").Requires(Read);
    }

    private static IEnumerable<OperatorOverlap> Overlaps(FieldContext context) =>
        context.Get<OperatorViews>().Overlaps().Where(one => context.Arg<string?>("status") is not { } status || one.Status == status);
}
