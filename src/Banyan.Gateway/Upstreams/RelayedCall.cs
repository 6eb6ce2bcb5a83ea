using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Asks an upstream of the caller's own language: byte for byte, but for the named spans.</summary>
internal sealed class RelayedCall(ISignatureSeals seals)
{
    public async ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        var asked = exchange.Ask;
        var edits = RelayEdits.For(exchange, out var injectsUsage);
        if (exchange.Operation != Operation.Embed && asked.Dialect.MayNeedMending(asked.Bytes.Span))
        {
            var seal = await seals.ForAsync(exchange.Caller.Tenant, cancellationToken);
            var history = asked.Dialect.MendHistory(asked.Bytes, FactsOf.Target(exchange, seal));
            exchange.Attempt!.Dropped = history.Dropped;
            if (exchange.IsStrict && history.StrictRefusal is { } refusal)
            {
                exchange.Attempt.WasSent = false;
                return Answer.Refused(refusal);
            }

            edits.AddRange(history.Edits);
            edits.Sort(static (left, right) => left.Span.Start.CompareTo(right.Span.Start));
        }

        exchange.Attempt!.Treatment = edits.Count == 0 ? Treatment.Relay : Treatment.Edit;
        exchange.Ask = asked.Edit(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(edits));
        var answer = await next(exchange, cancellationToken);
        return injectsUsage && answer.Failure is null ? answer.Through(new UsageChunkFilter(asked.Dialect)) : answer;
    }
}
