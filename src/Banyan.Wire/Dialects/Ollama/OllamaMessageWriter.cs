using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Writes <c>messages</c>: one per turn, each result of a tool a message of its own, pictures beside the text.</summary>
internal static class OllamaMessageWriter
{
    public static void Write(Utf8JsonWriter writer, List<HubTurn> turns, MappingReport report)
    {
        var names = turns.SelectMany(turn => turn.Parts).OfType<HubCall>().Where(call => call.Id is not null)
            .GroupBy(call => call.Id!, StringComparer.Ordinal).ToDictionary(calls => calls.Key, calls => calls.First().Name, StringComparer.Ordinal);
        List<HubPart> left = [];
        foreach (var turn in turns)
        {
            if (turn.Name is { } name)
            {
                report.Drop(name.At);
            }

            if (turn.Role != HubRole.Tool && !turn.Parts.Exists(part => part is HubResult))
            {
                Flush(writer, left, report);
            }

            WriteTurn(writer, turn, names, left, report);
        }

        Flush(writer, left, report);
    }

    private static void WriteTurn(Utf8JsonWriter writer, HubTurn turn, Dictionary<string, JsonText> names, List<HubPart> left, MappingReport report)
    {
        foreach (var result in turn.Parts.OfType<HubResult>())
        {
            WriteResult(writer, result, names, report);
            left.AddRange(result.Parts.Where(part => part is not HubText));
        }

        var parts = turn.Parts.Where(part => part is not HubResult).ToList();
        if (parts.Count == 0)
        {
            return;
        }

        Flush(writer, left, report);
        WriteMessage(writer, turn.Role switch
        {
            HubRole.System or HubRole.Developer => "system",
            HubRole.Assistant => "assistant",
            HubRole.User or HubRole.Tool => "user",
        }, parts, report);
    }

    // Pictures among results have no place in a tool message: they follow in a user message after all results of the turn.
    private static void Flush(Utf8JsonWriter writer, List<HubPart> left, MappingReport report)
    {
        if (left.Count > 0)
        {
            WriteMessage(writer, "user", left, report);
            left.Clear();
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, string role, List<HubPart> parts, MappingReport report)
    {
        foreach (var marker in parts.Select(part => part.Cache).OfType<HubCacheMarker>())
        {
            report.Drop(marker.At);
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, role);
        writer.Member("content"u8, Join(parts.Select(part => OllamaContent.TextOf(part, report))));
        var thinking = Join(parts.OfType<HubThought>().Select(part => (JsonText?)part.Text));
        if (!thinking.IsEmpty)
        {
            writer.Member("thinking"u8, thinking);
        }

        WriteImages(writer, parts, report);
        WriteCalls(writer, [.. parts.OfType<HubCall>()]);
        writer.WriteEndObject();
    }

    private static void WriteImages(Utf8JsonWriter writer, List<HubPart> parts, MappingReport report)
    {
        var images = parts.OfType<HubImage>().Select(image => OllamaContent.DataOf(image, report)).OfType<JsonText>().ToList();
        if (images.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("images"u8);
        images.ForEach(image => image.WriteTo(writer));
        writer.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter writer, List<HubCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls"u8);
        calls.ForEach(call => OllamaContent.WriteCall(writer, call.Name, call.Arguments));
        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, HubResult result, Dictionary<string, JsonText> names, MappingReport report)
    {
        foreach (var marker in result.Parts.Append(result).Select(part => part.Cache).OfType<HubCacheMarker>())
        {
            report.Drop(marker.At);
        }

        var text = result.Structured is { } structured ? JsonArguments.ToText(structured) : Join(result.Parts.OfType<HubText>().Select(part => (JsonText?)part.Text));
        writer.WriteStartObject();
        writer.WriteString("role"u8, "tool"u8);
        writer.Member("content"u8, result.IsError ? JsonText.Join(JsonText.From("ERROR: "), text) : text);
        if (result.Name is { } name || (result.CallId is { } id && names.TryGetValue(id, out name)))
        {
            writer.Member("tool_name"u8, name);
        }
        else
        {
            report.Refuse(result.At, "A tool result answers no call of this conversation; Ollama needs the name of the tool.");
        }

        writer.WriteEndObject();
    }

    private static JsonText Join(IEnumerable<JsonText?> texts)
    {
        var newline = new JsonText("\\n"u8.ToArray());
        var kept = texts.OfType<JsonText>().Where(text => !text.IsEmpty).ToList();
        return JsonText.Join([.. kept.SelectMany((text, index) => index == 0 ? new[] { text } : [newline, text])]);
    }
}
