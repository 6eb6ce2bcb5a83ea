using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>Anthropic's Messages API.</summary>
internal sealed class AnthropicEndpoint : IEndpoint
{
    /// <summary>The version sent when the caller names none.</summary>
    private const string PinnedVersion = "2023-06-01";

    public IReadOnlyList<string> Kinds { get; } = ["anthropic"];

    public Uri Address(Exchange exchange, DialectId dialect) =>
        Addresses.Of(exchange.Candidate!.Provider, exchange.Operation == Operation.CountTokens ? "/messages/count_tokens" : "/messages");

    public void Prepare(HttpRequestMessage request, Exchange exchange)
    {
        if (exchange.Candidate!.Key?.Secret.Reveal() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        request.Headers.TryAddWithoutValidation("anthropic-version", exchange.Headers["anthropic-version"] ?? PinnedVersion);
        if (exchange.Headers["anthropic-beta"] is { } beta)
        {
            request.Headers.TryAddWithoutValidation("anthropic-beta", beta);
        }
    }
}
