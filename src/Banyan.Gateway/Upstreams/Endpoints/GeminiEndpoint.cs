using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Endpoints;

/// <summary>Google's Gemini API: the model and the verb stand in the path.</summary>
internal sealed class GeminiEndpoint : IEndpoint
{
    public IReadOnlyList<string> Kinds { get; } = ["google", "gemini"];

    public Uri Address(Exchange exchange, DialectId dialect)
    {
        var verb = exchange.Operation switch
        {
            Operation.Embed => exchange.Ask.Path.Verb == "embedContent" ? "embedContent" : "batchEmbedContents",
            Operation.CountTokens => "countTokens",
            Operation.Chat => exchange.Ask.Asked.Streams ? "streamGenerateContent?alt=sse" : "generateContent",
        };
        return Addresses.Of(exchange.Candidate!.Provider, $"/models/{Uri.EscapeDataString(exchange.Candidate.Model.Name)}:{verb}");
    }

    public void Prepare(HttpRequestMessage request, Exchange exchange)
    {
        if (exchange.Candidate!.Key?.Secret.Reveal() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("x-goog-api-key", key);
        }
    }
}
