using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams;

/// <summary>Relays, edits or translates the ask for the candidate at hand, and the answer back. Only now is the upstream's language known.</summary>
internal sealed class SpeakStep(RelayedCall relayed, TranslatedCall translated) : IStep
{
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken) =>
        exchange.Candidate!.Provider.Dialects.Contains(exchange.Ask.Dialect.Id)
            ? relayed.RunAsync(exchange, next, cancellationToken)
            : translated.RunAsync(exchange, next, cancellationToken);
}
