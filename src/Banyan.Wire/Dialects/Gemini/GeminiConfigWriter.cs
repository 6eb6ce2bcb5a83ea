using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes <c>generationConfig</c>; leaves it out when it would be empty.</summary>
internal static class GeminiConfigWriter
{
    private const int MaxStops = 5;

    public static void Write(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        var config = JsonWriting.Write(inner => WriteMembers(inner, ask, target, report));
        if (config.Length > 2)
        {
            writer.Member("generationConfig"u8, new JsonRaw(config));
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        writer.WriteStartObject();
        Number(writer, "temperature"u8, ask.Temperature);
        Number(writer, "topP"u8, ask.TopP);
        Number(writer, "topK"u8, ask.TopK);
        Number(writer, "candidateCount"u8, ask.Choices);
        Number(writer, "maxOutputTokens"u8, ask.MaxOutput);
        WriteStops(writer, ask.Stop, report);
        WriteFormat(writer, ask.Format, target, report);
        Number(writer, "presencePenalty"u8, ask.PresencePenalty);
        Number(writer, "frequencyPenalty"u8, ask.FrequencyPenalty);
        Number(writer, "seed"u8, ask.Seed);
        if (ask.Logprobs is { } logprobs)
        {
            writer.WriteBoolean("responseLogprobs"u8, logprobs.Value);
        }
        else if (ask.TopLogprobs is not null)
        {
            writer.WriteBoolean("responseLogprobs"u8, true);
        }

        Number(writer, "logprobs"u8, ask.TopLogprobs);
        GeminiThinkingWriter.Write(writer, ask.Reasoning, target, report);
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Sourced<JsonRaw>? value)
    {
        if (value is not null)
        {
            writer.Member(name, value.Value);
        }
    }

    private static void WriteStops(Utf8JsonWriter writer, Sourced<IReadOnlyList<JsonText>>? stop, MappingReport report)
    {
        if (stop is null || stop.Value.Count == 0)
        {
            return;
        }

        if (stop.Value.Count > MaxStops)
        {
            report.Refuse(stop.At, $"Gemini takes at most {MaxStops} stop sequences, not {stop.Value.Count}.");
        }

        writer.WriteStartArray("stopSequences"u8);
        foreach (var text in stop.Value)
        {
            text.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteFormat(Utf8JsonWriter writer, Sourced<HubFormat>? format, TargetFacts target, MappingReport report)
    {
        if (format is null || format.Value.Kind == HubFormatKind.Text)
        {
            return;
        }

        writer.WriteString("responseMimeType"u8, "application/json"u8);
        if (format.Value.Schema is not { } schema)
        {
            return;
        }

        if (target.JsonSchemaMember)
        {
            writer.Member("responseJsonSchema"u8, schema);
        }
        else
        {
            writer.Member("responseSchema"u8, GeminiSchemaLowering.Lower(schema, format.At, report));
        }
    }
}
