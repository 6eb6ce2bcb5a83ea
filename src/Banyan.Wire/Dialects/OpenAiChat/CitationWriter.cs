using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes sources with an address as <c>annotations</c>; others have no form here.</summary>
internal static class CitationWriter
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<HubCitation> citations)
    {
        writer.WriteStartArray("annotations"u8);
        foreach (var citation in citations)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "url_citation"u8);
            writer.WriteStartObject("url_citation"u8);
            writer.WriteString("url"u8, citation.Url);
            if (citation.Title is not null)
            {
                writer.WriteString("title"u8, citation.Title);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
