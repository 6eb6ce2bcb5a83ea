using System.Runtime.CompilerServices;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>Where completions are asked for that are more than bytes on a wire: joined from messages, conversations and tools around the gateway.</summary>
internal sealed class Composer(CompletionMaker maker, CompletionRuns runs, TimeProvider time)
{
    private const int MostKey = 255, Lead = 64;
    private static readonly Failure BadKey = new(FailureKind.CallerFault, "invalid_request", $"An idempotency key has 1 to {MostKey} characters.") { Param = "idempotencyKey" };

    /// <summary>Gives the whole answer.</summary>
    public async Task<CompletionOutcome> RunAsync(CompletionAsk ask, CancellationToken cancellationToken)
    {
        if (ask.IdempotencyKey is null)
        {
            return await maker.MakeAsync(ask, ExchangeId.New(time).Value, ask.Streams, static (_, _) => ValueTask.CompletedTask, cancellationToken);
        }

        await foreach (var chunk in KeyedAsync(ask, ask.Streams, cancellationToken))
        {
            if (chunk.IsLast)
            {
                return chunk.Outcome;
            }
        }

        throw new InvalidOperationException("An answer ends with an outcome.");
    }

    /// <summary>Gives the answer as it comes; the last chunk carries the whole answer, or why there is none.</summary>
    public IAsyncEnumerable<CompletionChunk> StreamAsync(CompletionAsk ask, CancellationToken cancellationToken) =>
        ask.IdempotencyKey is null ? OnceAsync(ask, cancellationToken) : KeyedAsync(ask, streams: true, cancellationToken);

    private IAsyncEnumerable<CompletionChunk> KeyedAsync(CompletionAsk ask, bool streams, CancellationToken cancellationToken) =>
        ask.IdempotencyKey is { Length: 0 or > MostKey }
            ? new[] { new CompletionChunk(0, default) { Failed = BadKey } }.ToAsyncEnumerable()
            : runs.ReadAsync(ask, streams, cancellationToken);

    private async IAsyncEnumerable<CompletionChunk> OnceAsync(CompletionAsk ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The reader pulls: one who leaves or stops reading holds the upstream back and then ends it.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tape = new CompletionTape(Lead);
        var making = MakeAsync(ask, tape, left.Token);
        try
        {
            await foreach (var chunk in tape.ReadAsync(cancellationToken))
            {
                yield return chunk;
            }
        }
        finally
        {
            await left.CancelAsync();
            await making;
        }
    }

    private async Task MakeAsync(CompletionAsk ask, CompletionTape tape, CancellationToken cancellationToken)
    {
        try
        {
            tape.End(await maker.MakeAsync(ask, ExchangeId.New(time).Value, streams: true, tape.AddAsync, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            tape.End(new Failure(FailureKind.Busy, "cancelled", "The caller left."));
        }
        catch (Exception)
        {
            tape.End(new Failure(FailureKind.Internal, "internal", "Banyan failed; report the request id."));
            throw;
        }
    }
}
