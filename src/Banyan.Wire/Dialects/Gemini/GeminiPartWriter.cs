using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes one part of an entry.</summary>
internal static class GeminiPartWriter
{
    public static void Write(Utf8JsonWriter writer, HubPart part, string? signature, MappingReport report)
    {
        switch (part)
        {
            case HubText text:
                WriteText(writer, text.Text, signature);
                break;
            case HubRefusal refusal:
                WriteText(writer, refusal.Text, signature);
                break;
            case HubThought thought:
                WriteThought(writer, thought, signature);
                break;
            case HubCall call:
                WriteCall(writer, call.Name, call.Arguments, signature);
                break;
            case HubResult result:
                WriteResult(writer, result);
                break;
            default:
                GeminiMediaWriter.Write(writer, part, report);
                break;
        }
    }

    public static void WriteText(Utf8JsonWriter writer, JsonText text, string? signature)
    {
        writer.WriteStartObject();
        writer.Member("text"u8, text);
        WriteSignature(writer, signature);
        writer.WriteEndObject();
    }

    public static void WriteThought(Utf8JsonWriter writer, JsonText text, string? signature)
    {
        writer.WriteStartObject();
        writer.Member("text"u8, text);
        writer.WriteBoolean("thought"u8, true);
        WriteSignature(writer, signature);
        writer.WriteEndObject();
    }

    public static void WriteCall(Utf8JsonWriter writer, JsonText name, JsonRaw arguments, string? signature, string? id = null)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall"u8);
        if (!string.IsNullOrEmpty(id))
        {
            writer.WriteString("id"u8, id);
        }

        writer.Member("name"u8, name);
        writer.Member("args"u8, arguments);
        writer.WriteEndObject();
        WriteSignature(writer, signature);
        writer.WriteEndObject();
    }

    // A signature without a thought belongs to an empty last part (S5), which is plain text and not a thought.
    private static void WriteThought(Utf8JsonWriter writer, HubThought thought, string? signature)
    {
        if (!thought.Text.IsEmpty)
        {
            WriteThought(writer, thought.Text, signature);
        }
        else if (signature is not null)
        {
            WriteText(writer, JsonText.Empty, signature);
        }
    }

    private static void WriteResult(Utf8JsonWriter writer, HubResult result)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionResponse"u8);
        writer.Member("name"u8, result.Name ?? JsonText.Empty);
        writer.WritePropertyName("response"u8);
        GeminiResults.Write(writer, result);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSignature(Utf8JsonWriter writer, string? signature)
    {
        if (signature is not null)
        {
            writer.WriteString("thoughtSignature"u8, signature);
        }
    }
}
