using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes calls of an answer, in fragments or whole.</summary>
internal static class CallWriter
{
    /// <summary>The first fragment: id, type and name. The signature is remembered for callers that keep only standard members (S3).</summary>
    public static void Open(Utf8JsonWriter writer, HubCallStart start, AnswerFacts facts)
    {
        writer.WriteStartArray("tool_calls"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, start.Index);
        Head(writer, start, JsonText.Empty, facts);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>A later fragment.</summary>
    public static void Arguments(Utf8JsonWriter writer, HubCallDelta delta)
    {
        writer.WriteStartArray("tool_calls"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, delta.Index);
        writer.WriteStartObject("function"u8);
        writer.Member("arguments"u8, delta.Arguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>A whole call; no arguments are <c>{}</c>.</summary>
    public static void Whole(Utf8JsonWriter writer, HubBlock block, AnswerFacts facts)
    {
        writer.WriteStartObject();
        var arguments = block.Text;
        Head(writer, block.Call!, arguments.IsEmpty ? JsonText.From("{}") : arguments, facts);
        writer.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter writer, HubCallStart start, JsonText arguments, AnswerFacts facts)
    {
        var id = string.IsNullOrEmpty(start.Id) ? HubCallIds.Make(start.Choice, start.Index, JsonText.Join(start.Name, JsonText.From(facts.ExchangeId))) : start.Id;
        writer.WriteString("id"u8, id);
        writer.WriteString("type"u8, "function"u8);
        writer.WriteStartObject("function"u8);
        writer.Member("name"u8, start.Name);
        writer.Member("arguments"u8, arguments);
        writer.WriteEndObject();
        if (start.Signature is { } signature && facts.Seal is { } seal)
        {
            seal.Remember(id, signature);
            ChatSignatures.WriteExtra(writer, seal.Seal(signature));
        }
    }
}
