using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Providers, models, prices, aliases and circuits.</summary>
internal static class CatalogueFields
{
    public static void AddTo(GraphBuilder graph)
    {
        ProviderGraph.AddTo(graph);
        ProviderMutations.AddTo(graph);
        PullMutations.AddTo(graph);
        ModelGraph.AddTo(graph);
        AliasGraph.AddTo(graph);
        ProviderEditing.AddTo(graph);
        CredentialEditing.AddTo(graph);
        ModelEditing.AddTo(graph);
        PriceEditing.AddTo(graph);
        AliasEditing.AddTo(graph);
        CircuitGraph.AddTo(graph);
    }
}
