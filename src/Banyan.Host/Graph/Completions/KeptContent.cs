using System.Text.Json;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.GraphQL.Types;
using Banyan.Host.Composing;
using Banyan.Host.Graph.Conversations;
using Banyan.Host.Graph.Door;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Host.Graph.Completions;

/// <summary>What was asked and said in an exchange, as far as something still keeps it: its conversation, or its idempotency key. Only whoever asked reads it.</summary>
internal static class KeptContent
{
    private const int MostMessages = 2_000;

    /// <summary>The whole answer; null when nothing keeps it.</summary>
    public static async ValueTask<CompletionAnswer?> AnswerAsync(CompletionRow row, FieldContext context)
    {
        if (row.Answer is null || !IsOwn(row, context))
        {
            return null;
        }

        return await BehindKeyAsync(row, context) ?? await InConversationAsync(row, context);
    }

    /// <summary>What was said before the answer, in the form of OpenAI's chat completions; null when nothing keeps it.</summary>
    public static async ValueTask<JsonElement?> MessagesAsync(CompletionRow row, FieldContext context)
    {
        var said = await TalkAsync(row, context);
        return said.FirstOrDefault(one => one.RequestId == row.Id) is not { } answer
            ? null
            : JsonElement.Parse(new PlainAsk { Model = "", Turns = [.. said.Where(one => one.Sequence < answer.Sequence).Select(one => one.Turn)] }.ToBody().Bytes.Span).GetProperty("messages");
    }

    private static bool IsOwn(CompletionRow row, FieldContext context) =>
        context.Caller() is var caller && row.Service == caller.Service && (caller.User is null || caller.User == row.User);

    private static async ValueTask<CompletionAnswer?> BehindKeyAsync(CompletionRow row, FieldContext context)
    {
        if (row is not { Door: "graphql", IdempotencyKey: { } hash })
        {
            return null;
        }

        var kept = await context.Get<ICompletionKeys>().FindAsync(row.Tenant, row.Service, hash, row.Id, context.Get<TimeProvider>().GetUtcNow(), context.Cancelled);
        return kept is null ? null : JsonSerializer.Deserialize(kept, CompletionAnswerJson.Default.CompletionAnswer);
    }

    private static async ValueTask<CompletionAnswer?> InConversationAsync(CompletionRow row, FieldContext context)
    {
        var (said, end) = ((await TalkAsync(row, context)).FirstOrDefault(one => one.RequestId == row.Id && one.Turn.Role == PlainRole.Assistant), row.Answer!);
        return said is null ? null : new CompletionAnswer
        {
            Id = row.Id,
            Content = said.Turn.Text,
            Finish = end.Finish ?? "stop",
            Usage = new TokenUsage { Uncached = end.PromptTokens, Output = end.CompletionTokens },
            Model = end.Model ?? row.ModelPreference,
            Provider = end.Provider ?? "",
            LatencyMs = end.LatencyMs,
            TtftMs = end.TtftMs,
            CostNanoUsd = end.CostNanoUsd,
            IsCached = end.IsCached,
            Calls = said.Turn.Calls,
            ConversationId = row.ConversationId,
            VersionId = row.PromptVersionId,
            Variant = row.Variant,
            Decision = end.Decision,
        };
    }

    private static async ValueTask<IReadOnlyList<KeptMessage>> TalkAsync(CompletionRow row, FieldContext context)
    {
        var (book, holder) = (context.Get<ConversationBook>(), ConversationGraph.Holder(context));
        return row.ConversationId is { } id && IsOwn(row, context) && await book.FindAsync(holder, id, context.Cancelled) is not null
            ? await book.MessagesAsync(holder, id, null, MostMessages, context.Cancelled)
            : [];
    }
}
