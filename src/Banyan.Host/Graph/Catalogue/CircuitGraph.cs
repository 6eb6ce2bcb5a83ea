using Banyan.Gateway.Nodes;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Circuit breakers as this node sees them.</summary>
internal static class CircuitGraph
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<ModelEntry>("CircuitBreaker", "The circuit of one model on one provider, as the node that answers sees it.", type =>
        {
            type.Field("provider: String!", model => model.Provider.Name, "Whose.");
            type.Field("model: String", model => model.Name, "The provider's own name of the model.");
            type.Field("state: CircuitState!", (model, context) => Of(model, context), "Whether it is tried.");
            type.Field("node: String!", (_, context) => context.Get<INodes>().Name, "The node that answers; each keeps circuits of its own.");
        });
        graph.Query("circuitBreakers: [CircuitBreaker!]!", context => ModelGraph.Sorted(context).Where(model => model.Provider.IsConfigured), "The circuit of every declared model.").Requires("catalog:read");
    }

    /// <summary>The circuit of a model.</summary>
    public static CandidateGate Of(ModelEntry model, FieldContext context) =>
        context.Get<ICandidateHealth>().GateOf(new Candidate(model), context.Get<ICatalog>().Current);

    /// <summary>The best circuit among a provider's models; closed when it has none.</summary>
    public static CandidateGate Of(Provider provider, FieldContext context)
    {
        var gates = ModelGraph.Of(provider, context).Select(model => Of(model, context)).ToList();
        return gates.Count == 0 ? CandidateGate.Closed : gates.Min();
    }
}
