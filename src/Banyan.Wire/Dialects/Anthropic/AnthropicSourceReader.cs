using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads pictures and documents by their <c>source</c>.</summary>
internal static class AnthropicSourceReader
{
    public static HubImage? Image(JsonElement block, string at, MappingReport report)
    {
        var source = block.Member("source") ?? default;
        switch (source.Word("type"))
        {
            case "base64" when source.TextMember("data") is { } data:
                return new HubImage(at) { MediaType = source.Word("media_type"), Base64 = data };
            case "url" when source.TextMember("url") is { } url:
                return new HubImage(at) { Url = url };
            case "file" when source.TextMember("file_id") is { } file:
                return new HubImage(at) { FileId = file };
            default:
                report.Refuse($"{at}/source", "The picture's source is none that is known here.");
                return null;
        }
    }

    public static HubFile? Document(JsonElement block, string at, MappingReport report)
    {
        var source = block.Member("source") ?? default;
        var file = Known(source, at, report);
        if (file is null)
        {
            report.Refuse($"{at}/source", "The document's source is none that is known here.");
        }

        return file is null ? null : file with { Name = block.TextMember("title") is { } title ? new(title, $"{at}/title") : null };
    }

    private static HubFile? Known(JsonElement source, string at, MappingReport report) => source.Word("type") switch
    {
        "base64" when source.TextMember("data") is { } data => new HubFile(at) { MediaType = source.Word("media_type") ?? "application/pdf", Base64 = data },
        "text" when source.TextMember("data") is { } text => new HubFile(at) { MediaType = source.Word("media_type") ?? "text/plain", Text = text },
        "url" when source.TextMember("url") is { } url => new HubFile(at) { MediaType = "application/pdf", Url = url },
        "file" when source.TextMember("file_id") is { } file => new HubFile(at) { FileId = file },
        "content" when source.Member("content") is { } content => new HubFile(at) { MediaType = "text/plain", Text = Joined(content, $"{at}/source/content", report) },
        _ => null,
    };

    private static JsonText Joined(JsonElement content, string at, MappingReport report)
    {
        var texts = new List<JsonText>();
        foreach (var part in AnthropicTurnReader.Content(content, at, report))
        {
            if (part is HubText text)
            {
                texts.Add(text.Text);
                texts.Add(JsonText.From("\n"));
            }
            else
            {
                report.Drop(part.At);
            }
        }

        return texts.Count == 0 ? JsonText.Empty : JsonText.Join([.. texts[..^1]]);
    }
}
