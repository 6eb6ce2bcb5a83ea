using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Keys;

/// <summary>Services and keys.</summary>
internal static class KeyFields
{
    public static void AddTo(GraphBuilder graph)
    {
        KeyGraph.AddTo(graph);
    }
}
