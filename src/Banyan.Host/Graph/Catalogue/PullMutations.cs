using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams.Pulling;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Models that a provider of type OLLAMA fetches and deletes. Each act is written to the audit log, however it ended.</summary>
internal static class PullMutations
{
    private const int MostName = 200;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Mutation("pullModel(providerId: ID!, name: String!): Boolean!", context => ActAsync(context, "pullModel", static (models, provider, name, token) => models.PullAsync(provider, name, token)), "Has a provider of type OLLAMA fetch a model, and waits until it is there; whoever leaves stops it, and the next call goes on from there. It is asked for as any other: saveModel gives it a price.")
            .Arg("providerId", "The provider.").Arg("name", "Ollama's name of the model, as llama3.2:1b.").Requires(CatalogueEdits.Write).OwnDeadline();
        graph.Mutation("deletePulledModel(providerId: ID!, name: String!): Boolean!", context => ActAsync(context, "deletePulledModel", static (models, provider, name, token) => models.DeleteAsync(provider, name, token)), "Has a provider of type OLLAMA delete a model from its disk; false when it has none of that name. What the configuration says of the model stays.")
            .Arg("providerId", "The provider.").Arg("name", "Ollama's name of the model.").Requires(CatalogueEdits.Write).OwnDeadline();
    }

    private static async ValueTask<bool> ActAsync(FieldContext context, string action, Func<PulledModels, Provider, string, CancellationToken, Task<Failure?>> act)
    {
        var (id, name) = (context.Arg<string>("providerId"), context.Arg<string>("name"));
        // Its disk is everybody's: only the installation's own tenant writes on it.
        if (context.Caller().Tenant != ServiceEvent.Installation || context.Get<ICatalog>().Current.Providers.GetValueOrDefault(id) is not { IsConfigured: true } provider)
        {
            throw GraphActs.NotFound($"There is no provider '{id}' that is configured.");
        }

        if (!PulledModels.Has(provider))
        {
            throw CatalogueEdits.Bad("providerId", $"The provider '{id}' is not of type OLLAMA: what it serves is not ours to fetch.");
        }

        if (name.Trim().Length is 0 or > MostName || name.Any(char.IsControl))
        {
            throw CatalogueEdits.Bad("name", $"A name has 1 to {MostName} characters, none of them a control character.");
        }

        var failure = await act(context.Get<PulledModels>(), provider, name, context.Cancelled);
        await context.AuditAsync(action, $"provider:{id}", new(StringComparer.Ordinal) { ["model"] = name, ["failure"] = failure?.Code });
        return failure is null || (action == "deletePulledModel" && failure.Kind == FailureKind.ModelGone ? false : throw new RefusedException(failure));
    }
}
