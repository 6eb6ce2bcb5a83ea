using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Usage;

/// <summary>The ledger and what it adds up to.</summary>
internal static class UsageFields
{
    public static void AddTo(GraphBuilder graph)
    {
        PeriodGraph.AddTo(graph);
        UsageLogGraph.AddTo(graph);
        UsageStatsGraph.AddTo(graph);
        UsageTrendGraph.AddTo(graph);
        UsageAdviceGraph.AddTo(graph);
        UsageMutations.AddTo(graph);
    }
}
