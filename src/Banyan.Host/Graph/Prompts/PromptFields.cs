using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Prompts, their versions, and experiments on them.</summary>
internal static class PromptFields
{
    public static void AddTo(GraphBuilder graph)
    {
        PromptGraph.AddTo(graph);
        VersionGraph.AddTo(graph);
        PromptInputs.AddTo(graph);
        PromptMutations.AddTo(graph);
        ExampleGraph.AddTo(graph);
        ExperimentGraph.AddTo(graph);
        ExperimentMutations.AddTo(graph);
    }
}
