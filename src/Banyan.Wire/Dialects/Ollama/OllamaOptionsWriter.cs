using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Writes <c>options</c>. The window is always told: left to its default, Ollama silently cuts off what does not fit.</summary>
internal static class OllamaOptionsWriter
{
    public static void Write(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        writer.WriteStartObject("options"u8);
        writer.WriteNumber("num_ctx"u8, OllamaWindow.Choose(ask, target, report));
        Number(writer, "num_predict"u8, ask.MaxOutput);
        Number(writer, "temperature"u8, ask.Temperature);
        Number(writer, "top_k"u8, ask.TopK);
        Number(writer, "top_p"u8, ask.TopP);
        Number(writer, "seed"u8, ask.Seed);
        if (ask.Stop is { Value.Count: > 0 } stop)
        {
            writer.WriteStartArray("stop"u8);
            foreach (var text in stop.Value)
            {
                text.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        Number(writer, "presence_penalty"u8, ask.PresencePenalty);
        Number(writer, "frequency_penalty"u8, ask.FrequencyPenalty);
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Sourced<JsonRaw>? value)
    {
        if (value is not null)
        {
            writer.Member(name, value.Value);
        }
    }
}
