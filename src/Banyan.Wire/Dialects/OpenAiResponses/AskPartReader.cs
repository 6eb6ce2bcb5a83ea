using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads the content parts of a message or a result.</summary>
internal static class AskPartReader
{
    public static List<HubPart> ReadAll(JsonElement item, string member, string at, MappingReport report)
    {
        List<HubPart> parts = [];
        var index = 0;
        foreach (var part in item.Items(member))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{at}/{member}/{index++}");
            if (Read(part, place, report) is { } read)
            {
                parts.Add(part.Get("prompt_cache_breakpoint") is { } marker ? read with { Cache = new HubCacheMarker(marker.Word("ttl"), $"{place}/prompt_cache_breakpoint") } : read);
            }
        }

        return parts;
    }

    private static HubPart? Read(JsonElement part, string at, MappingReport report)
    {
        switch (part.Word("type"))
        {
            case "input_text" or "output_text" or "text" when part.Text("text") is { } text:
                return new HubText(at, text);
            case "refusal" when part.Text("refusal") is { } refusal:
                return new HubRefusal(at, refusal);
            case "input_image":
                return Image(part, at, report);
            case "input_file":
                return File(part, at, report);
            case "input_audio" when part.Get("input_audio") is { } audio && audio.Text("data") is { } data:
                return new HubAudio(at, data, audio.Word("format") ?? "wav");
            default:
                report.Drop(at);
                return null;
        }
    }

    private static HubImage? Image(JsonElement part, string at, MappingReport report)
    {
        var detail = part.Text("detail") is { } word ? new Sourced<JsonText>(word, $"{at}/detail") : null;
        if (part.Text("image_url") is { } url)
        {
            return DataUrl.Read(url) is var (mediaType, base64)
                ? new HubImage(at) { MediaType = mediaType, Base64 = base64, Detail = detail }
                : new HubImage(at) { Url = url, Detail = detail };
        }

        if (part.Text("file_id") is { } fileId)
        {
            return new HubImage(at) { FileId = fileId, Detail = detail };
        }

        report.Refuse(at, "An input_image needs `image_url` or `file_id`.");
        return null;
    }

    private static HubFile? File(JsonElement part, string at, MappingReport report)
    {
        var name = part.Text("filename") is { } word ? new Sourced<JsonText>(word, $"{at}/filename") : null;
        var isPdf = name?.Value.ToString().EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ?? true;
        if ((part.Text("file_data") ?? part.Text("file_url")) is { } url)
        {
            if (DataUrl.Read(url) is var (mediaType, base64))
            {
                return new HubFile(at) { MediaType = mediaType, Base64 = base64, Name = name };
            }

            // Bare base64 is a PDF unless its name says otherwise: that is what this member was made for.
            return part.Get("file_data") is null
                ? new HubFile(at) { Url = url, Name = name, MediaType = isPdf ? "application/pdf" : null }
                : new HubFile(at) { Base64 = url, Name = name, MediaType = isPdf ? "application/pdf" : "text/plain" };
        }

        if (part.Text("file_id") is { } fileId)
        {
            return new HubFile(at) { FileId = fileId, Name = name };
        }

        report.Refuse(at, "An input_file needs `file_data`, `file_url` or `file_id`.");
        return null;
    }
}
