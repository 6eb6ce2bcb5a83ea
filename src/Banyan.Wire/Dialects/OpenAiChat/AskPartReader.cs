using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads a content: a string, or a list of parts.</summary>
internal static class AskPartReader
{
    public static void Read(AskValue content, List<HubPart> parts, MappingReport report)
    {
        if (content.Element.ValueKind == JsonValueKind.String)
        {
            var text = JsonText.From(content.Element);
            if (!text.IsEmpty)
            {
                parts.Add(new HubText(content.At, text));
            }

            return;
        }

        foreach (var part in content.Items())
        {
            if (Part(part, report) is { } read)
            {
                parts.Add(Marker(part) is { } marker ? read with { Cache = marker } : read);
            }
        }
    }

    /// <summary>The cache marker on a part or a tool, in OpenAI's or in Anthropic's spelling.</summary>
    public static HubCacheMarker? Marker(AskValue marked)
    {
        var breakpoint = marked["prompt_cache_breakpoint"];
        var marker = breakpoint.IsThere ? breakpoint : marked["cache_control"];
        return marker.IsThere ? new HubCacheMarker(marker["ttl"].Element.Text(), marker.At) : null;
    }

    private static HubPart? Part(AskValue part, MappingReport report)
    {
        switch (part["type"].Element.Text())
        {
            case "text":
                return new HubText(part.At, part["text"].Text(report) ?? JsonText.Empty);
            case "refusal":
                return new HubRefusal(part.At, part["refusal"].Text(report) ?? JsonText.Empty);
            case "image_url":
                return Image(part, report);
            case "input_audio":
                var audio = part["input_audio"];
                return new HubAudio(part.At, audio["data"].Text(report) ?? JsonText.Empty, audio["format"].Element.Text() ?? "wav");
            case "file":
                return File(part, report);
            default:
                report.Refuse(part.At, "This kind of content part can't be carried to another dialect.");
                return null;
        }
    }

    private static HubImage? Image(AskValue part, MappingReport report)
    {
        var image = part["image_url"];
        var address = image.Element.ValueKind == JsonValueKind.String ? image : image["url"];
        if (address.Text(report) is not { IsEmpty: false } url)
        {
            report.Refuse(OpenAiChatAskReader.Wrong(address.At, "an address or a data: URL"));
            return null;
        }

        var detail = image["detail"].Text(report) is { } word ? new Sourced<JsonText>(word, image.At + "/detail") : null;
        return DataUrl.Parse(url) is { } inline
            ? new HubImage(part.At) { MediaType = inline.MediaType, Base64 = inline.Base64, Detail = detail }
            : new HubImage(part.At) { Url = url, Detail = detail };
    }

    private static HubFile File(AskValue part, MappingReport report)
    {
        var file = part["file"];
        var data = file["file_data"].Text(report);
        var inline = data is { } url ? DataUrl.Parse(url) : null;
        var name = file["filename"].Text(report);
        return new HubFile(part.At)
        {
            MediaType = inline?.MediaType ?? (data is null ? null : "application/pdf"),
            Base64 = inline?.Base64 ?? data,
            FileId = data is null ? file["file_id"].Text(report) : null,
            Name = name is { } word ? new(word, file.At + "/filename") : null,
        };
    }
}
