using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>Answers under idempotency keys: the same key and ask give the same answer, on every node, for a day; one that is being made can be joined from its start.</summary>
internal sealed partial class CompletionRuns(HeldKeys keys, CompletionMaker maker, TimeProvider time, ILogger<CompletionRuns> log)
{
    private static readonly Failure Mismatch = new(FailureKind.CallerFault, "idempotency_mismatch", "The idempotency key was used for another ask.") { Param = "idempotencyKey" };
    private static readonly Failure Broke = new(FailureKind.Internal, "internal", "Banyan failed; report the request id.");
    private static readonly Failure Left = new(FailureKind.Busy, "cancelled", "Nobody came back for the answer.");

    private readonly ConcurrentDictionary<(string Tenant, string Service, string Hash), KeyedRun<CompletionTape>> _runs = new();

    /// <summary>Reads an answer from its start, beginning it when nobody has.</summary>
    public async IAsyncEnumerable<CompletionChunk> ReadAsync(CompletionAsk ask, bool streams, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = new CompletionKey(ask.Caller.Tenant, ask.Caller.Service, KeyHash.Of(ask.IdempotencyKey!), KeyHash.Of(ask));
        var run = _runs.GetOrAdd((key.Tenant, key.Service, key.Hash), _ => new KeyedRun<CompletionTape>(new CompletionTape(), time));
        if (!run.TryEnter(key.Body, out var starts))
        {
            yield return new CompletionChunk(0, new PlainPiece("")) { Failed = Mismatch };
            yield break;
        }

        if (starts)
        {
            _ = RunAsync(run, key, ask, streams);
        }

        try
        {
            await foreach (var chunk in run.Tape.ReadAsync(cancellationToken))
            {
                yield return chunk;
            }
        }
        finally
        {
            run.Leave();
        }
    }

    private async Task RunAsync(KeyedRun<CompletionTape> run, CompletionKey key, CompletionAsk ask, bool streams)
    {
        var id = ExchangeId.New(time).Value;
        CompletionOutcome outcome;
        try
        {
            outcome = await ClaimedAsync(run, key, id) ?? await MakeAsync(run, key, id, ask, streams);
        }
        catch (StoreAwayException)
        {
            outcome = ConversationFailures.Away;
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            outcome = Left;
        }
        catch (Exception bug)
        {
            LogBroke(bug, id);
            outcome = Broke;
        }

        if (outcome.Answer is null)
        {
            // Whoever asks again after a failure is answered anew.
            _runs.TryRemove(KeyValuePair.Create((key.Tenant, key.Service, key.Hash), run));
            run.Tape.End(outcome);
            run.Dispose();
            return;
        }

        run.Tape.End(outcome);

        // Whoever comes back within a minute reads the stream; later the database gives the answer.
        await Task.Delay(KeyedRun<CompletionTape>.Patience, time, CancellationToken.None);
        _runs.TryRemove(KeyValuePair.Create((key.Tenant, key.Service, key.Hash), run));
        run.Dispose();
    }

    /// <summary>Takes the key, waiting for another node that holds it.</summary>
    /// <returns>The answer another gave, or why there is none; null when the key is ours.</returns>
    private async Task<CompletionOutcome?> ClaimedAsync(KeyedRun<CompletionTape> run, CompletionKey key, Guid id)
    {
        var claim = await keys.TakeAsync(key, id, run.Token);
        if (claim.IsOther)
        {
            return Mismatch;
        }

        if (claim.Answer is not { } answer)
        {
            return null;
        }

        var read = JsonSerializer.Deserialize(answer, CompletionAnswerJson.Default.CompletionAnswer)!;
        await run.Tape.AddAsync(new PlainPiece(read.Content), run.Token);
        return read;
    }

    private async Task<CompletionOutcome> MakeAsync(KeyedRun<CompletionTape> run, CompletionKey key, Guid id, CompletionAsk ask, bool streams)
    {
        CompletionOutcome outcome = Left;
        await keys.AnswerAsync(key, id, async () =>
        {
            outcome = await maker.MakeAsync(ask, id, streams, run.Tape.AddAsync, run.Token);
            return outcome.Answer is { } answer ? JsonSerializer.Serialize(answer, CompletionAnswerJson.Default.CompletionAnswer) : null;
        });
        return outcome;
    }

    [LoggerMessage(EventId = 220, EventName = "completion_failed", Level = LogLevel.Error, Message = "Completion {RequestId} broke")]
    private partial void LogBroke(Exception bug, Guid requestId);
}
