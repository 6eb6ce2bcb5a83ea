using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Routing;

/// <summary>Where asks go and why, and the rules that say so.</summary>
internal static class RoutingFields
{
    public static void AddTo(GraphBuilder graph)
    {
        DecisionGraph.AddTo(graph);
        RuleGraph.AddTo(graph);
        CircuitMutations.AddTo(graph);
    }
}
