using System.Diagnostics;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Completions;

/// <summary>Makes the row of an ended exchange. It holds on to nothing of the ask: bodies live in borrowed memory.</summary>
internal static class CompletionRows
{
    private const int MostMessage = 1_000;

    public static CompletionRow Of(ExchangeRecord record, DateTimeOffset now)
    {
        var exchange = record.Exchange;
        var lens = exchange.Ask.Lens;
        return new CompletionRow
        {
            Id = exchange.Id.Value,
            At = exchange.StartedAt,
            Tenant = exchange.Caller.Tenant,
            Service = exchange.Caller.Service,
            User = exchange.Caller.User,
            Feature = exchange.Caller.Feature,
            Team = exchange.Caller.Team,
            KeyId = exchange.Caller.KeyId,
            Door = exchange.Door,
            Dialect = exchange.Ask.Dialect.Name,
            Operation = exchange.Operation == Operation.Embed ? "embed" : "chat",
            PromptId = exchange.Prompt?.PromptId,
            PromptVersionId = exchange.Prompt?.VersionId,
            Variant = exchange.Prompt?.Variant,
            ConversationId = exchange.Composed?.ConversationId,
            ParentId = exchange.ParentId?.Value,
            ModelPreference = lens.Model,
            Metadata = exchange.Composed?.Metadata,
            Tags = exchange.Composed?.Tags ?? [],
            EstimatedTokens = lens.EstimatedInputTokens,
            IdempotencyKey = exchange.Composed?.IdempotencyKey,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? TraceOf(exchange.TraceParent),
            Outcome = record.Outcome,
            Answer = record.Served is null && record.Outcome != Outcome.Cached ? null : End(record, now),
            Fault = record.Failure is { } failure ? Fault(exchange, failure) : null,
        };
    }

    private static CompletionEnd End(ExchangeRecord record, DateTimeOffset now)
    {
        var (prompt, completion, cost, isKnown) = (0L, 0L, 0L, true);
        foreach (var attempt in record.Exchange.Attempts)
        {
            if (attempt.Charge is { } charge)
            {
                prompt += charge.Usage.Prompt;
                completion += charge.Usage.Completion;
                cost += charge.CostNanoUsd ?? 0;
                isKnown &= charge.CostNanoUsd is not null;
            }
        }

        return new CompletionEnd
        {
            Provider = record.Served?.Candidate.Provider.Name,
            Model = record.Served?.Candidate.Model.Id,
            Finish = record.Exchange.Composed?.Finish,
            PromptTokens = prompt,
            CompletionTokens = completion,
            LatencyMs = Milliseconds(record.Duration),
            TtftMs = record.FirstToken is { } first ? Milliseconds(first) : null,
            OverheadUs = (long)record.Overhead.TotalMicroseconds,
            CostNanoUsd = isKnown ? cost : null,
            IsCached = record.Outcome == Outcome.Cached,
            Decision = record.Exchange.Decision,
            CompletedAt = now,
        };
    }

    private static CompletionFault Fault(Exchange exchange, Failure failure)
    {
        var last = exchange.Attempts.Count > 0 ? exchange.Attempts[^1] : null;
        var message = failure.Message.Length > MostMessage ? failure.Message[..MostMessage] : failure.Message;
        return new CompletionFault(failure.Kind.ToString(), failure.Code, message, Math.Max(0, exchange.Attempts.Count - 1), last?.Candidate.Provider.Name, last?.Candidate.Model.Id);
    }

    // 00-<32 hex>-<16 hex>-<2 hex>
    private static string? TraceOf(string? parent) => parent is { Length: >= 55 } && parent[2] == '-' && parent[35] == '-' ? parent[3..35] : null;

    private static int Milliseconds(TimeSpan span) => (int)Math.Min(int.MaxValue, span.TotalMilliseconds);
}
