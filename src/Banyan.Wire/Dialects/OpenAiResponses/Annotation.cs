using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A source as <c>url_citation</c>.</summary>
internal static class Annotation
{
    /// <summary>Writes it; a source that doesn't say which words rest on it covers the part's text so far.</summary>
    public static byte[] Write(HubCitation citation, JsonText text)
    {
        var (start, end) = Range(citation.Raw) ?? (0, text.ToString().Length);
        return ResponseWriting.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "url_citation");
            writer.WriteNumber("start_index", start);
            writer.WriteNumber("end_index", end);
            ResponseWriting.Text(writer, "url", citation.Url ?? "");
            ResponseWriting.Text(writer, "title", citation.Title ?? "");
            writer.WriteEndObject();
        });
    }

    // OpenAI chat nests the same members one level deeper.
    private static (long Start, long End)? Range(JsonRaw raw)
    {
        if (raw.IsEmpty)
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(raw.Utf8, ResponseJson.Reading);
        var told = parsed.RootElement.Get("url_citation") ?? parsed.RootElement;
        return told.Count("start_index") is { } start && told.Count("end_index") is { } end ? (start, end) : null;
    }
}
