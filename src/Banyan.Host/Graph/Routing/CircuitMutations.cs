using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Routing;

/// <summary>Closing circuits by hand, and watching them change.</summary>
internal static class CircuitMutations
{
    private const int MostWaiting = 200;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Mutation("resetCircuitBreaker(provider: String!, model: String): Boolean!", ResetAsync, "Closes the circuits of a provider, or of one of its models, on the node that answers; false when nothing was tried there yet.")
            .Arg("provider", "The provider.").Arg("model", "The provider's own name of the model; every one of them when left out.").Requires("catalog:write");
        graph.Subscription("providerHealth: CircuitBreaker!", WatchAsync, "Circuits as they change, on the node that answers.").Requires("catalog:read");
    }

    private static async ValueTask<bool> ResetAsync(FieldContext context)
    {
        var (provider, model) = (context.Arg<string>("provider"), context.Arg<string?>("model"));
        if (!context.Get<ICatalog>().Current.Providers.ContainsKey(provider))
        {
            throw GraphActs.NotFound($"There is no provider '{provider}'.");
        }

        var closed = context.Get<ICandidateHealth>().Reset(provider, model is null ? null : $"{provider}/{model}");
        await context.AuditAsync("resetCircuitBreaker", $"provider:{provider}", model is null ? [] : new(StringComparer.Ordinal) { ["model"] = model });
        return closed;
    }

    private static IAsyncEnumerable<ModelEntry> WatchAsync(FieldContext context) => ReadAsync(context.Get<ICandidateHealth>(), context.Get<ICatalog>(), context.Cancelled);

    private static async IAsyncEnumerable<ModelEntry> ReadAsync(ICandidateHealth health, ICatalog catalog, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changed = Channel.CreateBounded<(string Provider, string? Model)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        using var watching = health.Watch((provider, model) => changed.Writer.TryWrite((provider, model)));
        await foreach (var (provider, model) in changed.Reader.ReadAllAsync(cancellationToken))
        {
            // A provider's own circuit stands before each of its models.
            foreach (var entry in catalog.Current.Models.Values.Where(entry => model is null ? entry.Provider.Name == provider : entry.Id == model))
            {
                yield return entry;
            }
        }
    }
}
