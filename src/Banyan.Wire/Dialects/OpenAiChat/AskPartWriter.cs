using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes contents: one plain text as a string, anything else as a list of parts.</summary>
internal sealed class AskPartWriter(Utf8JsonWriter writer, TargetFacts target, MappingReport report)
{
    public void Content(List<HubPart> parts)
    {
        if (parts is [] or [HubText { Cache: null }])
        {
            writer.Member("content"u8, parts is [HubText only] ? only.Text : JsonText.Empty);
            return;
        }

        writer.WriteStartArray("content"u8);
        foreach (var part in parts)
        {
            Part(part);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a cache marker for models that know them; for the others it is named.</summary>
    public static void Marker(Utf8JsonWriter writer, HubCacheMarker? marker, TargetFacts target, MappingReport report)
    {
        if (marker is null)
        {
            return;
        }

        if (!target.CacheBreakpoints)
        {
            report.Drop(marker.At);
            return;
        }

        writer.WriteStartObject("prompt_cache_breakpoint"u8);
        writer.WriteString("mode"u8, "explicit"u8);
        if (marker.Ttl is { } ttl)
        {
            writer.WriteString("ttl"u8, ttl);
        }

        writer.WriteEndObject();
    }

    private void Part(HubPart part)
    {
        switch (part)
        {
            case HubText text:
                Text(text.Text, part.Cache);
                break;
            case HubRefusal refusal:
                Text(refusal.Text, part.Cache);
                break;
            case HubImage image:
                Image(image);
                break;
            case HubFile { Text: { } text }:
                Text(text, part.Cache);
                break;
            case HubFile file:
                File(file);
                break;
            case HubAudio audio:
                Open("input_audio", "input_audio");
                writer.Member("data"u8, audio.Base64);
                writer.WriteString("format"u8, audio.Format);
                Close(part.Cache);
                break;
            default:
                report.Drop(part.At);
                break;
        }
    }

    private void Text(JsonText text, HubCacheMarker? cache)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.Member("text"u8, text);
        Marker(writer, cache, target, report);
        writer.WriteEndObject();
    }

    private void Image(HubImage image)
    {
        if (image.FileId is not null)
        {
            report.Refuse(image.At, "A file id of another provider means nothing here; send the picture itself or its address.");
        }

        Open("image_url", "image_url");
        writer.Member("url"u8, image.Base64 is { } data ? Url(image.MediaType ?? "image/png", data) : image.Url ?? JsonText.Empty);
        if (image.Detail is { } detail)
        {
            writer.Member("detail"u8, detail.Value);
        }

        Close(image.Cache);
    }

    private void File(HubFile file)
    {
        if (file.Base64 is not { } data)
        {
            report.Refuse(file.At, "Only a document sent inline can be carried to this model.");
            return;
        }

        Open("file", "file");
        writer.Member("filename"u8, file.Name?.Value ?? JsonText.From(file.MediaType == "text/plain" ? "document.txt" : "document.pdf"));
        writer.Member("file_data"u8, Url(file.MediaType ?? "application/pdf", data));
        Close(file.Cache);
    }

    private void Open(string type, string member)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteStartObject(member);
    }

    private void Close(HubCacheMarker? cache)
    {
        writer.WriteEndObject();
        Marker(writer, cache, target, report);
        writer.WriteEndObject();
    }

    private static JsonText Url(string mediaType, JsonText base64) => JsonText.Join(JsonText.From($"data:{mediaType};base64,"), base64);
}
