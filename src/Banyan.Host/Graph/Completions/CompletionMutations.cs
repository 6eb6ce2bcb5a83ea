using System.Runtime.CompilerServices;
using Banyan.GraphQL.Types;
using Banyan.Host.Composing;
using Banyan.Host.Graph.Conversations;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Prompts;

namespace Banyan.Host.Graph.Completions;

/// <summary>Asking models: whole, or as the answer comes.</summary>
internal static class CompletionMutations
{
    private const decimal NanosPerUsd = 1_000_000_000;

    public static void AddTo(GraphBuilder graph)
    {
        CompletionInputs.AddTo(graph);
        graph.Object<CompletionAnswer>("CompletionResponse", "The whole answer to a completion.", Declare);
        graph.Object<CompletionChunk>("CompletionChunk", "A piece of an answer; the last one carries the whole answer.", DeclareChunk);
        graph.Mutation("generateCompletion(input: CompletionInput!): CompletionResponse!", RunAsync, "Asks a model and gives the whole answer. Sends, and spends.").Arg("input", "What is asked.").Requires(ConversationGraph.Chat).OwnDeadline();
        graph.Subscription("completionStream(input: CompletionInput!): CompletionChunk!", StreamAsync, "Asks a model and gives the answer as it comes. Under an idempotency key a dropped client that returns within a minute reads it from its start.")
            .Arg("input", "What is asked.").Requires(ConversationGraph.Chat).OutlivesStopping();
    }

    private static void Declare(ObjectBuilder<CompletionAnswer> type)
    {
        type.Field("id: ID!", answer => answer.Id.ToString("D"), "The exchange; completion(id) tells the rest.");
        type.Field("content: String!", answer => answer.Content, "The visible text.");
        type.Field("finishReason: String!", answer => answer.Finish, "Why it finished: stop, length, tool_calls or content_filter.");
        type.Field("usage: TokenUsage!", answer => answer.Usage, "Tokens of all attempts.");
        type.Field("model: String!", answer => answer.Model, "Full name of the model that answered.");
        type.Field("provider: String!", answer => answer.Provider, "The provider that answered.");
        type.Field("latencyMs: Int!", answer => answer.LatencyMs, "Milliseconds to the whole answer.");
        type.Field("ttftMs: Int", answer => answer.TtftMs, "Milliseconds to the first content; null for answers that are not streamed.");
        type.Field("cost: Decimal", answer => answer.CostNanoUsd / NanosPerUsd, "USD of all attempts; null when the model has no price: unknown, never zero.");
        type.Field("cached: Boolean!", answer => answer.IsCached, "Whether it came from the cache.");
        type.Field("toolCalls: [ToolCall!]", answer => ToldCall.Of(answer.Ran, answer.Calls), "Calls the model made: those Banyan ran, with their results, then those that are the caller's to run.");
        type.Field("prompt: String", answer => answer.Prompt?.ToString(), "The prompt that spoke, as name:version.");
        type.Field("promptVersion: PromptVersion", (answer, context) => VersionGraph.MaybeAsync(context, answer.VersionId), "The version that spoke; null when no prompt did.");
        type.Field("variant: String", answer => answer.Variant, "The experiment's arm.");
        type.Field("conversationId: ID", answer => answer.ConversationId?.ToString("D"), "The conversation it stands in.");
        type.Field("warnings: [String!]", answer => answer.Warnings, "What the caller should know: fields lost in translation, partials to look at.");
        type.Field("decision: RouteDecision", answer => answer.Decision, "How the route was found, when input.includeDecision asked for it.");
    }

    private static void DeclareChunk(ObjectBuilder<CompletionChunk> type)
    {
        type.Field("sequence: Int!", chunk => chunk.Sequence, "Its place, from 0.");
        type.Field("delta: String!", chunk => chunk.Piece.Text ?? "", "Visible text it adds.");
        type.Field("reasoningDelta: String", chunk => string.IsNullOrEmpty(chunk.Piece.Reasoning) ? null : chunk.Piece.Reasoning, "Reasoning it adds.");
        type.Field("toolCall: ToolCall", chunk => chunk.Piece.Call is { } call ? ToldCall.Of(call) : null, "A call that is complete now.");
        type.Field("finishReason: String", chunk => chunk.Response?.Finish, "Why the answer finished; on the last chunk.");
        type.Field("usage: TokenUsage", chunk => chunk.Response?.Usage, "Tokens of all attempts; on the last chunk.");
        type.Field("response: CompletionResponse", chunk => chunk.Response, "The whole answer; on the last chunk.");
    }

    private static async ValueTask<CompletionAnswer> RunAsync(FieldContext context)
    {
        var wish = context.Arg<CompletionWish>("input");
        var outcome = await context.Get<Composer>().RunAsync(wish.For(context), context.Cancelled);
        return outcome.Answer is { } answer ? Shown(answer, wish) : throw new RefusedException(outcome.Failed!);
    }

    private static IAsyncEnumerable<CompletionChunk> StreamAsync(FieldContext context)
    {
        var wish = context.Arg<CompletionWish>("input");
        return ToldAsync(context.Get<Composer>().StreamAsync(wish.For(context), context.Cancelled), wish, context.Cancelled);
    }

    private static async IAsyncEnumerable<CompletionChunk> ToldAsync(IAsyncEnumerable<CompletionChunk> chunks, CompletionWish wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            yield return chunk.Failed is { } failed ? throw new RefusedException(failed)
                : chunk.Response is { } response ? chunk with { Response = Shown(response, wish) }
                : chunk;
        }
    }

    private static CompletionAnswer Shown(CompletionAnswer answer, CompletionWish wish) => wish.Fields.Bool("includeDecision") == true ? answer : answer with { Decision = null };
}
