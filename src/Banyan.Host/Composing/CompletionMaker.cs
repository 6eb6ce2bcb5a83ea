using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Looping;
using Banyan.Host.Doors;
using Banyan.Wire;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Host.Composing;

/// <summary>Makes one completion: composes the ask, has the gateway answer it, keeps the answer.</summary>
/// <remarks>1 prompt: rendered, its variables checked; 2 conversation: its turn, what is said kept, the history fitted; 3 exchange; 4 pump, pieces as they come; 5 the answer kept, cut or whole.</remarks>
internal sealed class CompletionMaker(IToolLoop loop, ICatalog catalog, CompletionParts parts, AskRoom room, TimeProvider time)
{
    private static readonly Failure Late = new(FailureKind.TimedOut, "deadline_exceeded", "The time for the whole request ran out.");

    /// <summary>Makes it.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="id">The exchange's id, which is the completion's.</param>
    /// <param name="streams">Whether pieces are wanted as they come.</param>
    /// <param name="onPiece">Takes each piece; its token is cancelled when the caller leaves or the answer is stopped.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<CompletionOutcome> MakeAsync(CompletionAsk ask, Guid id, bool streams, Func<PlainPiece, CancellationToken, ValueTask> onPiece, CancellationToken cancellationToken)
    {
        if (!room.TryEnter())
        {
            return AskRoom.Full;
        }

        try
        {
            return await MakeInTimeAsync(ask, id, streams, onPiece, cancellationToken);
        }
        finally
        {
            room.Leave();
        }
    }

    private async Task<CompletionOutcome> MakeInTimeAsync(CompletionAsk ask, Guid id, bool streams, Func<PlainPiece, CancellationToken, ValueTask> onPiece, CancellationToken cancellationToken)
    {
        var snapshot = catalog.Current;
        var patience = ask.Timeout is { } own && own < snapshot.RequestTimeout ? own : snapshot.RequestTimeout;
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var began = time.GetTimestamp();
        try
        {
            var (prompted, unrendered) = await parts.Prompts.RenderAsync(ask, id, either.Token);
            if (prompted is null)
            {
                return unrendered;
            }

            var (composed, refused) = await parts.Conversations.BeginAsync(prompted, either.Token);
            if (composed is null)
            {
                return refused!;
            }

            await using (composed)
            {
                var exchange = CompletionExchange.Make(prompted, snapshot, id, composed, patience - time.GetElapsedTime(began), streams, time);
                return await StoppableAsync(prompted, exchange, composed, onPiece, either.Token);
            }
        }
        catch (StoreAwayException)
        {
            return ConversationFailures.Away;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Late;
        }
    }

    /// <summary>Answers where switches, the end of a key and the way down find it, whatever connection it is read on.</summary>
    private async Task<CompletionOutcome> StoppableAsync(Prompted prompted, Exchange exchange, Composed composed, Func<PlainPiece, CancellationToken, ValueTask> onPiece, CancellationToken cancellationToken)
    {
        await using var running = parts.Running.Begin(exchange.Caller, cancellationToken);
        if (running is null)
        {
            return RunningExchanges.Closed;
        }

        running.Exchange = exchange;
        try
        {
            return await AnswerAsync(prompted, exchange, composed, onPiece, running.Token);
        }
        catch (OperationCanceledException) when (running.Stopped is not null && !cancellationToken.IsCancellationRequested)
        {
            return running.Stopped;
        }
    }

    private async Task<CompletionOutcome> AnswerAsync(Prompted prompted, Exchange exchange, Composed composed, Func<PlainPiece, CancellationToken, ValueTask> onPiece, CancellationToken cancellationToken)
    {
        var sink = new ComposingSink(exchange.Composed!, piece => onPiece(piece, cancellationToken));
        StreamEnd end;
        await using (var answer = await loop.AskAsync(exchange, prompted.Ask.Tools, cancellationToken))
        {
            end = await Pump.RunAsync(answer, sink, cancellationToken);
        }

        if (end.Kind == StreamEndKind.Completed)
        {
            await sink.EndAsync();
        }

        var failed = Why(end, sink.Answer);
        var (usage, cost) = Spent(exchange);
        if (prompted.Ask.Tools.Count > 0 && sink.Answer.Usage?.ToTokens(totalGapIsReasoning: false) is { } all && all.Total > usage.Total)
        {
            // The turns after the first are exchanges of their own: the answer tells their tokens, the ledger their money.
            (usage, cost) = (all, null);
        }

        var spending = new Spending(usage.Total + composed.History.Tokens, (cost ?? 0) + composed.History.CostNanoUsd, composed.History.Truncations);
        await parts.Conversations.EndAsync(prompted.Ask, composed, sink.Answer, exchange.Id.Value, spending, failed is not null);
        if (end.Kind == StreamEndKind.CallerLeft)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return failed is null ? Answer(exchange, prompted, composed, sink.Answer) with { Usage = usage, CostNanoUsd = cost + composed.History.CostNanoUsd } : failed;
    }

    private static Failure? Why(StreamEnd end, PlainAnswer answer) => end.Kind switch
    {
        StreamEndKind.Completed when answer.IsComplete => null,
        StreamEndKind.Completed => answer.Failure ?? new Failure(FailureKind.Garbled, "upstream_cut", "The provider's answer ended before its end mark; what came is incomplete."),
        _ => end.Failure ?? new Failure(FailureKind.Busy, "cancelled", "The caller left."),
    };

    private CompletionAnswer Answer(Exchange exchange, Prompted prompted, Composed composed, PlainAnswer answer)
    {
        var served = exchange.Attempts.LastOrDefault(attempt => !attempt.IsLostHedge && (attempt.SawContent || attempt.Outcome == Outcome.Succeeded));
        return new CompletionAnswer
        {
            Id = exchange.Id.Value,
            Content = answer.Text,
            Finish = answer.Finish ?? "stop",
            Usage = TokenUsage.Zero,
            Model = served?.Candidate.Model.Id ?? answer.Model,
            Provider = served?.Candidate.Provider.Name ?? "",
            LatencyMs = (int)time.GetElapsedTime(exchange.StartTimestamp).TotalMilliseconds,
            TtftMs = exchange.Ask.Lens.Streams && served is { FirstContentTimestamp: > 0 } first
                ? (int)time.GetElapsedTime(exchange.StartTimestamp, first.FirstContentTimestamp).TotalMilliseconds
                : null,
            Prompt = prompted.Use,
            IsCached = served is null,
            Calls = answer.Calls,
            Ran = exchange.Ran,
            ConversationId = composed.Conversation?.Id,
            Warnings = [.. prompted.Warnings, .. (served?.Dropped ?? []).Select(field => $"{field} was dropped in translation")],
            Decision = exchange.Decision,
        };
    }

    /// <summary>What all attempts took; the cost is null when one has no price.</summary>
    private static (TokenUsage Usage, long? CostNanoUsd) Spent(Exchange exchange)
    {
        Charge[] charges = [.. exchange.Followed.Prepend(exchange).SelectMany(one => one.Attempts).Select(attempt => attempt.Charge).OfType<Charge>()];
        var usage = charges.Aggregate(TokenUsage.Zero, static (sum, charge) => new TokenUsage
        {
            Uncached = sum.Uncached + charge.Usage.Uncached,
            CacheRead = sum.CacheRead + charge.Usage.CacheRead,
            CacheWrite5m = sum.CacheWrite5m + charge.Usage.CacheWrite5m,
            CacheWrite1h = sum.CacheWrite1h + charge.Usage.CacheWrite1h,
            AudioIn = sum.AudioIn + charge.Usage.AudioIn,
            Output = sum.Output + charge.Usage.Output,
            Reasoning = sum.Reasoning + charge.Usage.Reasoning,
            AudioOut = sum.AudioOut + charge.Usage.AudioOut,
        });
        return (usage, Array.TrueForAll(charges, charge => charge.CostNanoUsd is not null) ? charges.Sum(charge => charge.CostNanoUsd ?? 0) : null);
    }
}

/// <summary>The parts a completion is composed of, and where it is found while it is made.</summary>
internal sealed record CompletionParts(PromptPart Prompts, ConversationPart Conversations, RunningExchanges Running);
