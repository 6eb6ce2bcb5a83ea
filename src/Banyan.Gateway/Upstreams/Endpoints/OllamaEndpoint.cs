using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>Ollama's native API: the compatible one truncates silently.</summary>
internal sealed class OllamaEndpoint : IEndpoint
{
    public IReadOnlyList<string> Kinds { get; } = ["ollama"];

    public Uri Address(Exchange exchange, DialectId dialect) =>
        Addresses.Of(exchange.Candidate!.Provider, exchange.Operation == Operation.Embed ? "/api/embed" : "/api/chat");

    public void Prepare(HttpRequestMessage request, Exchange exchange)
    {
        if (exchange.Candidate!.Key?.Secret.Reveal() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("Authorization", string.Concat("Bearer ", key));
        }
    }
}
