using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Parts of a turn as Ollama can say them.</summary>
internal static class OllamaContent
{
    /// <summary>The text of a part; null when it is said elsewhere in the message or can't be said at all (then it is named or refused).</summary>
    public static JsonText? TextOf(HubPart part, MappingReport report)
    {
        switch (part)
        {
            case HubText text:
                return text.Text;
            case HubRefusal refusal:
                return refusal.Text;
            case HubFile { Text: { } text } file:
                Drop(file.Name, report);
                return text;
            case HubFile or HubAudio:
                report.Refuse(part.At, "Ollama takes text and pictures; send the document's text, or choose another model.");
                return null;
            case HubThought { IsRedacted: true }:
                report.Drop(part.At);
                return null;
            default:
                return null;
        }
    }

    /// <summary>A picture's base64; null and refused when there is none.</summary>
    public static JsonText? DataOf(HubImage image, MappingReport report)
    {
        Drop(image.Detail, report);
        if (image.Base64 is { } data)
        {
            return data;
        }

        var address = image.Url?.ToString() ?? "";
        var comma = address.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase);
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && comma > 0)
        {
            return JsonText.From(address[(comma + ";base64,".Length)..]);
        }

        report.Refuse(image.At, "Ollama takes pictures as base64 only; this one was not fetched. Send it as a data: URL.");
        return null;
    }

    public static void WriteCall(Utf8JsonWriter writer, JsonText name, JsonRaw arguments)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("function"u8);
        writer.Member("name"u8, name);
        writer.Member("arguments"u8, arguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Drop(Sourced<JsonText>? value, MappingReport report)
    {
        if (value is not null)
        {
            report.Drop(value.At);
        }
    }
}
