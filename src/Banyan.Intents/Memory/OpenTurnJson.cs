using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents.Memory;

/// <summary>What waits for the user's words, as it is kept.</summary>
internal static class OpenTurnJson
{
    /// <summary>Writes it; null when nothing waits.</summary>
    public static string? Write(OpenTurn open)
    {
        if (open.Draft is null)
        {
            return null;
        }

        return JsonWriting.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("draft");
            PlanJson.Write(writer, open.Draft);
            writer.WriteStartArray("words");
            foreach (var words in open.DraftWords)
            {
                writer.WriteStringValue(words);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Reads it. What an older release kept and this one can't read counts as nothing: the user is asked anew.</summary>
    public static OpenTurn Read(string? kept)
    {
        if (kept is null)
        {
            return OpenTurn.Nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(kept);
            var root = document.RootElement;
            return new OpenTurn(
                root.TryGetProperty("draft", out var draft) ? PlanReader.Read(draft) : null,
                [.. root.GetProperty("words").EnumerateArray().Select(words => words.GetString()!)]);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException)
        {
            return OpenTurn.Nothing;
        }
    }
}
