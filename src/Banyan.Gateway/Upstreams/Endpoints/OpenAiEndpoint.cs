using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>OpenAI and everybody who copies its paths.</summary>
internal sealed class OpenAiEndpoint : IEndpoint
{
    public IReadOnlyList<string> Kinds { get; } = ["openai", "openai-compatible"];

    public Uri Address(Exchange exchange, DialectId dialect) => Addresses.Of(exchange.Candidate!.Provider, PathFor(exchange.Operation, dialect));

    public void Prepare(HttpRequestMessage request, Exchange exchange)
    {
        if (exchange.Candidate!.Key?.Secret.Reveal() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("Authorization", string.Concat("Bearer ", key));
        }
    }

    internal static string PathFor(Operation operation, DialectId dialect) =>
        operation == Operation.Embed ? "/embeddings" : dialect == DialectId.OpenAiResponses ? "/responses" : "/chat/completions";
}
