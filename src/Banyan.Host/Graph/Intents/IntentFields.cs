using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Intents;

/// <summary>Intents, backends, runs and the board.</summary>
internal static class IntentFields
{
    public static void AddTo(GraphBuilder graph)
    {
        IntentGraph.AddTo(graph);
        BackendGraph.AddTo(graph);
        BackendEditing.AddTo(graph);
        CatalogueGraph.AddTo(graph);
        IntentMutations.AddTo(graph);
        BoardGraph.AddTo(graph);
        RunGraph.AddTo(graph);
        RunMutations.AddTo(graph);
    }
}
