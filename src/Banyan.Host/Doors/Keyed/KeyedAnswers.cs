using System.Collections.Concurrent;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Host.Composing;
using Banyan.Wire;

namespace Banyan.Host.Doors.Keyed;

/// <summary>Answers of the wire doors under idempotency keys: made once, for whoever asks the same under the same key within a day, on every node, byte for byte.</summary>
/// <remarks>
/// An answer under way is played to each caller from its start, and goes on for a minute when all have left; one that another node makes is waited for. What did not end well is not
/// kept: those who are there hear how it ended, and whoever asks again is answered anew. A replay costs nothing, so nothing of it is counted.
/// </remarks>
internal sealed partial class KeyedAnswers(HeldKeys keys, TimeProvider time, ILogger<KeyedAnswers> log)
{
    private static readonly Failure Mismatch = new(FailureKind.CallerFault, "idempotency_mismatch", "The idempotency key was used for another ask.") { Param = AskKey.Header };
    private static readonly Failure Broke = new(FailureKind.Internal, "internal", "Banyan failed; report the request id.");
    private static readonly Failure Left = new(FailureKind.Busy, "cancelled", "Nobody came back for the answer.");

    private readonly ConcurrentDictionary<(string Tenant, string Service, string Hash), KeyedRun<AnswerTape>> _runs = new();

    /// <summary>Gives a caller the answer behind a key, beginning it when nobody has.</summary>
    /// <param name="http">The caller's connection.</param>
    /// <param name="response">Its response.</param>
    /// <param name="key">The key and what it stands for.</param>
    /// <param name="id">The exchange that makes the answer, if it is made for this caller.</param>
    /// <param name="patience">How long a caller may leave it unread.</param>
    /// <param name="make">Makes the answer on a context of its own; whether it ended well.</param>
    public async Task RunAsync(HttpContext http, DoorResponse response, CompletionKey key, Guid id, ReaderPatience patience, Func<HttpContext, Task<bool>> make)
    {
        var run = _runs.GetOrAdd((key.Tenant, key.Service, key.Hash), _ => new KeyedRun<AnswerTape>(new AnswerTape(), time));
        if (!run.TryEnter(key.Body, out var starts))
        {
            await response.RefuseAsync(Mismatch);
            return;
        }

        if (starts)
        {
            var taped = TapedResponse.Of(http, run.Tape, run.Token);
            _ = MakeAsync(run, key, id, () => make(taped));
        }

        try
        {
            await run.Tape.PlayAsync(http, response, patience, time, isReplay: !starts);
        }
        finally
        {
            run.Leave();
        }
    }

    private async Task MakeAsync(KeyedRun<AnswerTape> run, CompletionKey key, Guid id, Func<Task<bool>> make)
    {
        var (isWhole, refused) = (false, (Failure?)null);
        try
        {
            (isWhole, refused) = await AnswerAsync(run, key, id, make);
            refused ??= !isWhole && run.Token.IsCancellationRequested ? Left : null;
        }
        catch (StoreAwayException)
        {
            refused = ConversationFailures.Away;
        }
        catch (Exception left) when (left is CallerGoneException || (left is OperationCanceledException && run.Token.IsCancellationRequested))
        {
            refused = Left;
        }
        catch (Exception bug)
        {
            LogBroke(bug, id);
            refused = Broke;
        }

        if (refused is not null)
        {
            run.Tape.Cut();
        }

        var place = KeyValuePair.Create((key.Tenant, key.Service, key.Hash), run);
        if (!isWhole)
        {
            _runs.TryRemove(place);
        }

        run.Tape.End(refused);
        if (isWhole)
        {
            // Whoever comes back within a minute reads the tape; later the database gives the answer.
            await Task.Delay(KeyedRun<AnswerTape>.Patience, time, CancellationToken.None);
            _runs.TryRemove(place);
        }

        run.Dispose();
    }

    private async Task<(bool IsWhole, Failure? Refused)> AnswerAsync(KeyedRun<AnswerTape> run, CompletionKey key, Guid id, Func<Task<bool>> make)
    {
        var claim = await keys.TakeAsync(key, id, run.Token);
        if (claim.IsOther)
        {
            return (false, Mismatch);
        }

        if (claim.Answer is { } kept)
        {
            TapedAnswer.Play(kept, run.Tape);
            return (true, null);
        }

        var isWhole = false;
        await keys.AnswerAsync(key, id, async () =>
        {
            isWhole = await make();
            return isWhole ? TapedAnswer.Of(run.Tape) : null;
        });
        return (isWhole, null);
    }

    [LoggerMessage(EventId = 221, EventName = "keyed_answer_failed", Level = LogLevel.Error, Message = "Answer {RequestId} under an idempotency key broke")]
    private partial void LogBroke(Exception bug, Guid requestId);
}
