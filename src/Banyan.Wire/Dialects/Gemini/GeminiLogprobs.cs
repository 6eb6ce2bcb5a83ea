using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Log probabilities between Gemini's two parallel lists and OpenAI chat's one nested list, which is the hub's form.</summary>
internal static class GeminiLogprobs
{
    /// <summary>The hub's form; null when there are none.</summary>
    public static JsonRaw? Read(JsonElement result)
    {
        if (result.Member("chosenCandidates").ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var tops = result.Member("topCandidates").Items().ToList();
        return new JsonRaw(JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("content"u8);
            var position = 0;
            foreach (var chosen in result.Member("chosenCandidates").Items())
            {
                writer.WriteStartObject();
                WriteToken(writer, chosen);
                writer.WriteStartArray("top_logprobs"u8);
                foreach (var top in position < tops.Count ? tops[position].Member("candidates").Items() : [])
                {
                    writer.WriteStartObject();
                    WriteToken(writer, top);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                position++;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    /// <summary>Gemini's form of the hub's; writes nothing when there is no token.</summary>
    public static void Write(Utf8JsonWriter writer, JsonRaw? logprobs)
    {
        using var document = logprobs is { } raw ? JsonMembers.TryParse(raw.Utf8) : null;
        var tokens = document?.RootElement.Member("content").Items().ToList() ?? [];
        if (tokens.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("logprobsResult"u8);
        writer.WriteStartArray("topCandidates"u8);
        foreach (var token in tokens)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("candidates"u8);
            foreach (var top in token.Member("top_logprobs").Items())
            {
                WriteCandidate(writer, top);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("chosenCandidates"u8);
        tokens.ForEach(token => WriteCandidate(writer, token));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter writer, JsonElement candidate)
    {
        var token = candidate.Member("token").Text() ?? "";
        writer.WriteString("token"u8, token);
        writer.WritePropertyName("logprob"u8);
        WriteNumber(writer, candidate.Member("logProbability"));
        writer.WriteStartArray("bytes"u8);
        foreach (var unit in Encoding.UTF8.GetBytes(token))
        {
            writer.WriteNumberValue(unit);
        }

        writer.WriteEndArray();
    }

    private static void WriteCandidate(Utf8JsonWriter writer, JsonElement token)
    {
        writer.WriteStartObject();
        writer.WriteString("token"u8, token.Member("token").Text() ?? "");
        writer.WritePropertyName("logProbability"u8);
        WriteNumber(writer, token.Member("logprob"));
        writer.WriteEndObject();
    }

    // The lexeme is kept; a missing number is 0, as the provider leaves zeroes out.
    private static void WriteNumber(Utf8JsonWriter writer, JsonElement number)
    {
        if (number.ValueKind == JsonValueKind.Number)
        {
            JsonRaw.From(number).WriteTo(writer);
        }
        else
        {
            writer.WriteNumberValue(0);
        }
    }
}
