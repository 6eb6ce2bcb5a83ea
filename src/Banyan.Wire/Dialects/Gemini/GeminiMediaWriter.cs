using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes pictures, documents and sound: inline, or by <c>gs://</c> address. Everything else was fetched and inlined before.</summary>
internal static class GeminiMediaWriter
{
    public static void Write(Utf8JsonWriter writer, HubPart part, MappingReport report)
    {
        switch (part)
        {
            case HubImage image:
                Drop(image.Detail, report);
                WriteMedia(writer, (image.MediaType, image.Base64, image.Url, image.FileId), image.At, report);
                break;
            case HubAudio audio:
                WriteInline(writer, $"audio/{audio.Format}", audio.Base64);
                break;
            case HubFile { Text: { } text } file:
                Drop(file.Name, report);
                GeminiPartWriter.WriteText(writer, text, null);
                break;
            case HubFile file:
                Drop(file.Name, report);
                WriteMedia(writer, (file.MediaType, file.Base64, file.Url, file.FileId), file.At, report);
                break;
            default:
                report.Drop(part.At);
                break;
        }
    }

    private static void WriteMedia(Utf8JsonWriter writer, (string? Type, JsonText? Base64, JsonText? Url, JsonText? FileId) media, string at, MappingReport report)
    {
        if (media.FileId is not null)
        {
            report.Refuse(at, "A provider's file id means nothing to another provider; send the data itself.");
            return;
        }

        var address = media.Url?.ToString() ?? "";
        if (media.Base64 is { } data)
        {
            WriteTyped(writer, media.Type, data, at, report);
        }
        else if (address.StartsWith("gs://", StringComparison.OrdinalIgnoreCase))
        {
            WriteAddress(writer, media.Type ?? GeminiMedia.OfAddress(address), address, at, report);
        }
        else if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && address.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase) is var comma and > 0)
        {
            var type = address["data:".Length..comma];
            WriteTyped(writer, type.Length > 0 ? type : media.Type, JsonText.From(address[(comma + ";base64,".Length)..]), at, report);
        }
        else
        {
            report.Refuse(at, "Gemini takes media inline or from gs://; this address was not fetched. Send the data as a data: URL.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter writer, string? type, JsonText data, string at, MappingReport report)
    {
        if (GeminiMedia.Normal(type) is { Length: > 0 } known)
        {
            WriteInline(writer, known, data);
            return;
        }

        report.Refuse(at, "Inline data needs its media type for Gemini.");
    }

    private static void WriteInline(Utf8JsonWriter writer, string type, JsonText data)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("inlineData"u8);
        writer.WriteString("mimeType"u8, type);
        writer.Member("data"u8, data);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter writer, string? type, string address, string at, MappingReport report)
    {
        if (type is null)
        {
            report.Refuse(at, "The media type of this gs:// address can't be told from its extension.");
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject("fileData"u8);
        writer.WriteString("mimeType"u8, type);
        writer.WriteString("fileUri"u8, address);
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
