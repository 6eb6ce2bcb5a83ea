using System.Text.Json;
using Banyan.Intents.Memory;

namespace Banyan.Host.Doors.Intents;

/// <summary>Conversations as JSON.</summary>
internal static class ConversationJson
{
    /// <summary>A page of them.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Conversation> page, string? next)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("conversations");
        foreach (var one in page)
        {
            Write(writer, one);
        }

        writer.WriteEndArray();
        writer.WriteString("next", next);
        writer.WriteEndObject();
    }

    /// <summary>One without its text.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation one)
    {
        writer.WriteStartObject();
        Members(writer, one);
        writer.WriteEndObject();
    }

    /// <summary>One with what was said.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation one, IReadOnlyList<StoredMessage> messages)
    {
        writer.WriteStartObject();
        Members(writer, one);
        writer.WriteStartArray("messages");
        foreach (var message in messages)
        {
            Write(writer, message);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter writer, Conversation one)
    {
        writer.WriteString("id", one.Id);
        writer.WriteString("title", one.Title);
        writer.WriteNumber("messageCount", one.Messages);
        writer.WriteString("createdAt", one.CreatedAt);
        writer.WriteString("updatedAt", one.UpdatedAt);
        writer.WriteStartArray("intents");
        foreach (var intent in one.Intents)
        {
            writer.WriteStringValue(intent);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, StoredMessage message)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", message.Sequence);
        writer.WriteString("role", message.Role);
        writer.WriteString("clientMessageId", message.ClientMessageId);
        writer.WriteString("text", message.Text);

        // Behind the sign stands the place in the run, which is nobody's to see.
        writer.WriteString("runId", message.RunId?.Split('@')[0]);
        writer.WriteString("at", message.At);
        writer.WriteEndObject();
    }
}
