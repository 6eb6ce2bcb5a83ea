using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>OpenAI models on Azure: by deployment with <c>api-version</c>, or by the v1 path when no version is configured.</summary>
internal sealed class AzureEndpoint : IEndpoint
{
    public IReadOnlyList<string> Kinds { get; } = ["azure"];

    public Uri Address(Exchange exchange, DialectId dialect)
    {
        var candidate = exchange.Candidate!;
        var path = OpenAiEndpoint.PathFor(exchange.Operation, dialect);
        if (!candidate.Provider.Quirks.TryGetValue("apiVersion", out var version) || dialect == DialectId.OpenAiResponses)
        {
            return Addresses.Of(candidate.Provider, "/openai/v1" + path);
        }

        var deployment = Uri.EscapeDataString(candidate.Model.Deployment ?? candidate.Model.Name);
        return Addresses.Of(candidate.Provider, $"/openai/deployments/{deployment}{path}?api-version={Uri.EscapeDataString(version)}");
    }

    public void Prepare(HttpRequestMessage request, Exchange exchange)
    {
        if (exchange.Candidate!.Key?.Secret.Reveal() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("api-key", key);
        }
    }
}
