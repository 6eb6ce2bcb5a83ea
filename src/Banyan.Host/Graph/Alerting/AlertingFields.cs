using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Alerting;

/// <summary>Who is told of what.</summary>
internal static class AlertingFields
{
    public static void AddTo(GraphBuilder graph)
    {
        WebhookGraph.AddTo(graph);
        WebhookMutations.AddTo(graph);
        AlertRuleGraph.AddTo(graph);
        FiredGraph.AddTo(graph);
    }
}
