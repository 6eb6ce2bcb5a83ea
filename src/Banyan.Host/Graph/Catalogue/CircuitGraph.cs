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
            type.Field("failures: Int!", (model, context) => Read(model, context).Failures, "Failures in a row; while it is open those that opened it.");
            type.Field("openedAt: DateTime", (model, context) => Read(model, context).OpenedAt, "When it opened; null while it is closed.");
            type.Field("nextProbeAt: DateTime", (model, context) => Read(model, context).NextProbeAt, "When the next probe may go; null while it is closed.");
        });
        graph.Query("circuitBreakers: [CircuitBreaker!]!", context => ModelGraph.Sorted(context).Where(model => model.Provider.IsConfigured), "The circuit of every declared model.").Requires("catalog:read");
    }

    /// <summary>The circuit of a model.</summary>
    public static CandidateGate Of(ModelEntry model, FieldContext context) =>
        context.Get<ICandidateHealth>().GateOf(new Candidate(model), context.Get<ICatalog>().Current);

    private static CircuitReading Read(ModelEntry model, FieldContext context) =>
        context.Get<ICandidateHealth>().CircuitOf(model.Provider.Name, model.Id, context.Get<ICatalog>().Current.Breaker);

    /// <summary>The best circuit among a provider's models; closed when it has none.</summary>
    public static CandidateGate Of(Provider provider, FieldContext context)
    {
        var gates = ModelGraph.Of(provider, context).Select(model => Of(model, context)).ToList();
        return gates.Count == 0 ? CandidateGate.Closed : gates.Min();
    }
}
