using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams.Probing;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>What operators have a provider do. Each act is written to the audit log.</summary>
internal static class ProviderMutations
{
    public static void AddTo(GraphBuilder graph) => graph.Mutation(
        "testProvider(id: ID!, model: String): Attempt!", TestAsync, "Asks a provider the smallest thing there is with the first of its keys, past every budget and limit; a few tokens, and no row in the ledger.")
        .Arg("id", "Its name.").Arg("model", "The provider's own name of a model; the one that costs least to ask when left out.").Requires("catalog:write").OwnDeadline();

    private static async ValueTask<UsageRow> TestAsync(FieldContext context)
    {
        var (catalog, name, model) = (context.Get<ICatalog>().Current, context.Arg<string>("id"), context.Arg<string?>("model"));
        var provider = catalog.Providers.GetValueOrDefault(name) is { IsConfigured: true } found ? found : throw GraphActs.NotFound($"There is no provider '{name}' that is configured.");
        var entry = model is null ? null : catalog.FindOrMake(name, model) ?? throw GraphActs.NotFound($"The provider '{name}' has no model '{model}'.");
        var (caller, began) = (context.Caller(), context.Get<TimeProvider>().GetUtcNow());
        var finding = await context.Get<ProviderProbe>().AskAsync(catalog, provider, entry, context.Cancelled);
        await context.AuditAsync("testProvider", $"provider:{name}", new(StringComparer.Ordinal) { ["finding"] = finding.Text });
        return new UsageRow
        {
            Id = Guid.CreateVersion7(began),
            OccurredAt = began,
            RequestId = Guid.CreateVersion7(began),
            AttemptNo = 1,
            Tenant = caller.Tenant,
            Service = caller.Service,
            ApiKeyId = caller.KeyId,
            Door = "graphql",
            Provider = name,
            Credential = finding.Key,
            Model = finding.Model,
            Usage = TokenUsage.Zero,
            Outcome = finding.Model is null ? Outcome.Refused : finding.Failure is null ? Outcome.Succeeded : finding.Failure.Kind == FailureKind.TimedOut ? Outcome.TimedOut : Outcome.Failed,
            FailureCode = finding.Model is null ? "model_not_found" : finding.Failure?.Code,
            HttpStatus = finding.Failure?.ProviderStatus ?? 0,
            LatencyMs = (int)finding.Took.TotalMilliseconds,
        };
    }
}
