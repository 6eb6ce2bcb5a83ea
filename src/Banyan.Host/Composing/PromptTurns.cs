using System.Buffers;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>Makes turns of a prompt's messages.</summary>
internal static class PromptTurns
{
    public static PlainTurn Of(RenderedMessage message)
    {
        var turn = new PlainTurn(message.Role switch { "system" => PlainRole.System, "assistant" => PlainRole.Assistant, _ => PlainRole.User }, message.Text);
        return message.Files.Count == 0 ? turn : turn with { Text = "", Parts = Parts(message) };
    }

    private static string Parts(RenderedMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            if (message.Text.Length > 0)
            {
                writer.WriteStartObject();
                writer.WriteString("type", "text");
                writer.WriteString("text", message.Text);
                writer.WriteEndObject();
            }

            foreach (var file in message.Files)
            {
                Write(writer, file);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, RenderedFile file)
    {
        var where = file.Url ?? $"data:{file.MediaType};base64,{file.Data}";
        var isPicture = file.MediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);
        writer.WriteStartObject();
        writer.WriteString("type", isPicture ? "image_url" : "file");
        writer.WriteStartObject(isPicture ? "image_url" : "file");
        if (!isPicture)
        {
            writer.WriteString("filename", file.Name);
        }

        writer.WriteString(isPicture ? "url" : "file_data", where);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
