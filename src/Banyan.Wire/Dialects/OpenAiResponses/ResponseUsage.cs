using System.Text.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Token counts as this dialect tells them: cached and written input inside the input, reasoning inside the output.</summary>
/// <remarks>Source: <c>docs/wire/openai-responses.md</c>.</remarks>
internal static class ResponseUsage
{
    public static ReportedUsage? Read(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } told)
        {
            return null;
        }

        var input = told.Get("input_tokens_details");
        var output = told.Get("output_tokens_details");
        return new ReportedUsage
        {
            Input = told.Count("input_tokens"),
            // The details are always there, so a zero tells nothing.
            CacheRead = input?.Count("cached_tokens") is not 0 and var read ? read : null,
            CacheWrite = input?.Count("cache_write_tokens"),
            AudioIn = input?.Count("audio_tokens"),
            Output = told.Count("output_tokens"),
            Reasoning = output?.Count("reasoning_tokens"),
            AudioOut = output?.Count("audio_tokens"),
            Total = told.Count("total_tokens"),
        };
    }

    public static void Write(Utf8JsonWriter writer, TokenUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", usage.Prompt);
        writer.WriteStartObject("input_tokens_details");
        writer.WriteNumber("cached_tokens", usage.CacheRead);
        if (usage.CacheWrite5m + usage.CacheWrite1h is > 0 and var written)
        {
            writer.WriteNumber("cache_write_tokens", written);
        }

        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", usage.Completion);
        writer.WriteStartObject("output_tokens_details");
        writer.WriteNumber("reasoning_tokens", usage.Reasoning);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens", usage.Total);
        writer.WriteEndObject();
    }
}
