using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Sources an answer rests on: cited addresses, and the pages a search found.</summary>
internal static class GeminiCitations
{
    public static void Read(JsonElement candidate, int index, HashSet<string> seen, List<HubEvent> events)
    {
        var metadata = candidate.Member("citationMetadata");
        // The two products name the same list differently.
        foreach (var source in metadata.Member("citationSources").Items().Concat(metadata.Member("citations").Items()))
        {
            Add(source.Member("uri").Text(), source.Member("title").Text(), source, (index, seen), events);
        }

        foreach (var chunk in candidate.Member("groundingMetadata").Member("groundingChunks").Items())
        {
            var page = chunk.Member("web");
            Add(page.Member("uri").Text(), page.Member("title").Text(), chunk, (index, seen), events);
        }
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<HubCitation> citations)
    {
        if (citations.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("citationMetadata"u8);
        writer.WriteStartArray("citationSources"u8);
        foreach (var citation in citations)
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, citation.Url);
            if (citation.Title is not null)
            {
                writer.WriteString("title"u8, citation.Title);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Chunks repeat what was found so far; each address is told once.
    private static void Add(string? url, string? title, JsonElement raw, (int Index, HashSet<string> Seen) place, List<HubEvent> events)
    {
        if (url is not null && place.Seen.Add(url))
        {
            events.Add(new HubCitation(place.Index, url, title, JsonRaw.From(raw)));
        }
    }
}
