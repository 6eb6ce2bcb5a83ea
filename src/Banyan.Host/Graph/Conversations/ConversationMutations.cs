using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire.Translation;

namespace Banyan.Host.Graph.Conversations;

/// <summary>What can be done with conversations, and how they are watched.</summary>
internal static class ConversationMutations
{
    private const string Fields =
        """
        "Who speaks." role: MessageRole!, "What is said." content: String, "Content in parts instead, in the form of OpenAI's chat completions." parts: JSON, "The speaker's name." name: String,
        "Calls the model made; of the assistant alone." toolCalls: [ToolCallInput!], "The call a tool's message answers." toolCallId: ID,
        "The client's own id: said again under it, a message is stored once." clientMessageId: String
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input(
            "ToolCallInput", "A call of a tool.", "\"By which its result names it.\" id: ID!, \"The tool's name.\" name: String!, \"What the model gave.\" arguments: JSON!",
            fields => new PlainCall(fields.Text("id")!, fields.Text("name")!, fields.Json("arguments")!.Value.GetRawText()));
        graph.Input("MessageInput", "Something to be said.", Fields, MessageOf);
        graph.Mutation("createConversation(metadata: JSON): Conversation!", CreateAsync, "Begins a conversation.").Arg("metadata", "What the service notes: an object of at most 16 KB.").Requires(ConversationGraph.Chat);
        graph.Mutation("addMessage(conversationId: ID!, message: MessageInput!): Conversation!", AddAsync, "Adds a message without asking a model.")
            .Arg("conversationId", "The conversation.").Arg("message", "What is said.").Requires(ConversationGraph.Chat);
        graph.Mutation("deleteConversation(id: ID!): Boolean!", DeleteAsync, "Erases a conversation with its messages; false when the caller has none such.").Arg("id", "The conversation.").Requires(ConversationGraph.Chat);
        graph.Subscription("conversationUpdates(conversationId: ID!): Message!", WatchAsync, "Every message added from now on, on whichever node.").Arg("conversationId", "The conversation.").Requires(ConversationGraph.Chat);
    }

    private static NewMessage MessageOf(InputFields fields) => new(new PlainTurn(fields.Get<PlainRole>("role"), fields.Text("content") ?? "")
    {
        Parts = fields.Json("parts")?.GetRawText(),
        Name = fields.Text("name"),
        Calls = fields.List<PlainCall>("toolCalls"),
        CallId = fields.Text("toolCallId"),
    })
    {
        ClientMessageId = fields.Text("clientMessageId"),
    };

    private static async ValueTask<KeptConversation> CreateAsync(FieldContext context)
    {
        var (made, refused) = await context.Get<ConversationBook>().CreateAsync(ConversationGraph.Holder(context), context.Arg<JsonElement?>("metadata")?.GetRawText(), context.Cancelled);
        return made ?? throw new RefusedException(refused!);
    }

    private static async ValueTask<KeptConversation> AddAsync(FieldContext context)
    {
        var (added, refused) = await context.Get<ConversationBook>().AddAsync(
            ConversationGraph.Holder(context), IdOf(context, "conversationId"), [context.Arg<NewMessage>("message")], default, context.Cancelled);
        return added?.Conversation ?? throw new RefusedException(refused!);
    }

    private static async ValueTask<bool> DeleteAsync(FieldContext context) =>
        Guid.TryParse(context.Arg<string>("id"), out var id) && await context.Get<ConversationBook>().DeleteAsync(ConversationGraph.Holder(context), id, context.Cancelled);

    private static IAsyncEnumerable<KeptMessage> WatchAsync(FieldContext context) => new ConversationFeed(
        context.Get<ConversationBook>(), context.Get<IChangeNotices>(), context.Get<TimeProvider>()).ReadAsync(ConversationGraph.Holder(context), IdOf(context, "conversationId"), context.Cancelled);

    /// <summary>An id that is none is no conversation of the caller's either.</summary>
    private static Guid IdOf(FieldContext context, string name) => Guid.TryParse(context.Arg<string>(name), out var id) ? id : throw new RefusedException(ConversationFailures.NotFound);
}
