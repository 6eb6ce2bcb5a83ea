using Banyan.Gateway.Conversations;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire.Translation;

namespace Banyan.Host.Graph.Conversations;

/// <summary>Conversations of models: what was said, what it took, when it ends.</summary>
internal static class ConversationGraph
{
    /// <summary>What a caller needs to talk with models.</summary>
    public const string Chat = "chat";

    private const decimal NanosPerUsd = 1_000_000_000;
    private const int MostMessages = 2_000;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<PlainRole>(
            "MessageRole",
            "Who speaks.",
            (PlainRole.User, "The person."),
            (PlainRole.Assistant, "The model."),
            (PlainRole.System, "The application's standing instruction."),
            (PlainRole.Tool, "A tool: the result of one call."));
        graph.Object<ToldCall>("ToolCall", "A call of a tool.", DeclareCall);
        graph.Object<KeptMessage>("Message", "Something said in a conversation.", DeclareMessage);
        graph.Object<KeptConversation>("Conversation", "A conversation that is kept; it ends some time after the last thing said.", Declare);
        graph.Query("conversation(id: ID!): Conversation", FindAsync, "One of the caller's conversations; null when the caller has none such.").Arg("id", "The conversation.").Requires(Chat);
        graph.QueryConnection<KeptConversation>(
            "conversations(\"Only this end user's; all of the caller's when left out.\" userId: String): Conversation!", PageAsync, "The caller's conversations, the one something was last said in first.").Requires(Chat);
        ConversationMutations.AddTo(graph);
    }

    /// <summary>Whose conversations a request may see.</summary>
    public static ConversationHolder Holder(FieldContext context) => ConversationHolder.Of(context.Caller());

    private static void Declare(ObjectBuilder<KeptConversation> type)
    {
        type.Key("id", FindManyAsync, conversation => conversation.Id.ToString("D"));
        type.Requires(Chat);
        type.Field("id: ID!", conversation => conversation.Id.ToString("D"), "Its id.");
        type.Field("userId: String", conversation => conversation.User, "The end user it belongs to; null while no named user has spoken in it.");
        type.Field("title: String", conversation => conversation.Title, "The beginning of the first thing said.");
        type.Field("metadata: JSON", conversation => TalkJson.Of(conversation.Metadata), "What its service noted.");
        type.Field("messages(last: Int = 50, before: Int): [Message!]!", MessagesAsync, "What was said, in order: the latest, or the latest before a sequence.")
            .Arg("last", "How many at most.").Arg("before", "Only messages with a lower sequence.").ListSize(50, "last");
        type.Field("messageCount: Int!", conversation => conversation.Messages, "Messages in it; the last one's sequence.");
        type.Field("totalTokens: Long!", conversation => conversation.Tokens, "Tokens of all exchanges in it.");
        type.Field("totalCost: Decimal!", conversation => conversation.CostNanoUsd / NanosPerUsd, "USD of all exchanges in it.");
        type.Field("truncations: Int!", conversation => conversation.Truncations, "How often older messages had to be left out or summarised.");
        type.Field("createdAt: DateTime!", conversation => conversation.CreatedAt, "When it was made.");
        type.Field("updatedAt: DateTime!", conversation => conversation.UpdatedAt, "When something was last said.");
        type.Field("expiresAt: DateTime!", conversation => conversation.ExpiresAt, "When it is erased unless something is said.");
    }

    private static void DeclareMessage(ObjectBuilder<KeptMessage> type)
    {
        type.Field("sequence: Int!", message => message.Sequence, "Its place, from 1, without gaps.");
        type.Field("role: MessageRole!", message => message.Turn.Role, "Who speaks.");
        type.Field("content: String!", message => message.Turn.Text, "What is said; empty when it stands in parts or there are calls alone.");
        type.Field("parts: JSON", message => TalkJson.Of(message.Turn.Parts), "Content in parts, in the form of OpenAI's chat completions.");
        type.Field("toolCalls: [ToolCall!]", message => ToldCall.Of([], message.Turn.Calls), "Calls the model made.");
        type.Field("toolCallId: ID", message => message.Turn.CallId, "The call a tool's message answers.");
        type.Field("clientMessageId: String", message => message.ClientMessageId, "The client's own id of it.");
        type.Field("tokens: Int!", message => message.Tokens, "Its tokens by the documented estimate.");
        type.Field("requestId: ID", message => message.RequestId?.ToString("D"), "The completion that made it; null for what a model did not say.");
        type.Field("incomplete: Boolean!", message => message.IsIncomplete, "Whether it is an answer that a failure cut.");
        type.Field("timestamp: DateTime!", message => message.At, "When it was said.");
    }

    private static void DeclareCall(ObjectBuilder<ToldCall> type)
    {
        type.Field("id: ID!", told => told.Call.Id, "By which its result names it.");
        type.Field("name: String!", told => told.Call.Name, "The tool's name.");
        type.Field("arguments: JSON!", told => TalkJson.Of(told.Call.Arguments), "What the model gave; a string when it is no JSON.");
        type.Field("result: JSON", told => TalkJson.Of(told.Result), "What the model was told of it; null for a call that is the caller's to run.");
        type.Field("executedBy: String!", told => told.Result is null ? "caller" : "banyan", "Whose it is to run: banyan, which has run it, or caller.");
    }

    private static async ValueTask<KeptConversation?> FindAsync(FieldContext context) =>
        Guid.TryParse(context.Arg<string>("id"), out var id) ? await context.Get<ConversationBook>().FindAsync(Holder(context), id, context.Cancelled) : null;

    private static async ValueTask<IReadOnlyList<KeptConversation>> FindManyAsync(IReadOnlyList<string> ids, FieldContext context)
    {
        var found = new List<KeptConversation>();
        foreach (var text in ids)
        {
            if (Guid.TryParse(text, out var id) && await context.Get<ConversationBook>().FindAsync(Holder(context), id, context.Cancelled) is { } one)
            {
                found.Add(one);
            }
        }

        return found;
    }

    private static async ValueTask<GraphConnection<KeptConversation>> PageAsync(GraphPage page, FieldContext context)
    {
        var holder = Holder(context);
        // A caller that names a user sees that user's alone; one that does not may ask for any of its own.
        holder = holder.User is null && context.Has("userId") ? holder with { User = context.Arg<string?>("userId") } : holder;
        var after = Cursor.Read(page.After) is { } place ? new ListPlace(place.At, place.Id) : null;
        var read = await context.Get<ConversationBook>().ListAsync(holder, after, page.Size + 1, context.Cancelled);
        return page.Cut(read, conversation => Cursor.Of(conversation.UpdatedAt, conversation.Id));
    }

    private static async ValueTask<IReadOnlyList<KeptMessage>> MessagesAsync(KeptConversation conversation, FieldContext context) =>
        await context.Get<ConversationBook>().MessagesAsync(Holder(context), conversation.Id, context.Arg<int?>("before"), Math.Clamp(context.Arg<int>("last"), 0, MostMessages), context.Cancelled);
}
