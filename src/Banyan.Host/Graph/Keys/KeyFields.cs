using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Keys;

/// <summary>Services, teams, keys and users.</summary>
internal static class KeyFields
{
    public static void AddTo(GraphBuilder graph)
    {
        KeyGraph.AddTo(graph);
        ServiceGraph.AddTo(graph);
        UserGraph.AddTo(graph);
    }
}
