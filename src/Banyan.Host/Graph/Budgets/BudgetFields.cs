using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Money that may be spent.</summary>
internal static class BudgetFields
{
    public static void AddTo(GraphBuilder graph)
    {
        BudgetGraph.AddTo(graph);
        BudgetMutations.AddTo(graph);
        AlertGraph.AddTo(graph);
    }
}
