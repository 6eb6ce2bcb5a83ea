using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams;

/// <summary>Relays, edits or translates the ask for the candidate at hand, and the answer back. Only now is the upstream's language known.</summary>
internal sealed class SpeakStep(TranslatedCall translated) : IStep
{
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        var provider = exchange.Candidate!.Provider;
        return provider.Dialects.Contains(exchange.Ask.Dialect.Id)
            ? RelayAsync(exchange, next, cancellationToken)
            : translated.RunAsync(exchange, next, cancellationToken);
    }

    private static async ValueTask<Answer> RelayAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        var edits = RelayEdits.For(exchange, out var injectsUsage);
        exchange.Attempt!.Treatment = edits.Count == 0 ? Treatment.Relay : Treatment.Edit;
        var asked = exchange.Ask;
        exchange.Ask = asked.Edit(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(edits));
        var answer = await next(exchange, cancellationToken);
        return injectsUsage && answer.Failure is null ? answer.Through(new UsageChunkFilter(asked.Dialect)) : answer;
    }
}
