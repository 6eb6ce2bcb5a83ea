using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents.Asking;

/// <summary>Writes an ask as OpenAI chat completions; the gateway translates it for whoever answers. Same ask, same bytes.</summary>
internal static class AskBody
{
    public static byte[] Write(ModelAsk ask, string model, bool streams)
    {
        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteStartArray("messages");
            foreach (var (role, text) in ask.Messages)
            {
                writer.WriteStartObject();
                writer.WriteString("role", role);
                writer.WriteString("content", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("temperature", 0);
            writer.WriteNumber("max_completion_tokens", ask.MaxOutputTokens);
            if (ask.Schema is { } schema)
            {
                WriteFormat(writer, ask.SchemaName, schema);
            }

            if (streams)
            {
                writer.WriteBoolean("stream", true);
                writer.WriteStartObject("stream_options");
                writer.WriteBoolean("include_usage", true);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    private static void WriteFormat(Utf8JsonWriter writer, string name, JsonElement schema)
    {
        writer.WriteStartObject("response_format");
        writer.WriteString("type", "json_schema");
        writer.WriteStartObject("json_schema");
        writer.WriteString("name", name);
        writer.WriteBoolean("strict", true);
        writer.WritePropertyName("schema");
        schema.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
