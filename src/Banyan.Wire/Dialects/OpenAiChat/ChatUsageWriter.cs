using System.Text.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes our counts as OpenAI counts them: cached input inside the prompt, reasoning inside the completion (U2).</summary>
/// <remarks>What a provider that counts its cache apart told of it stands beside them under its own names, for clients that look for them there.</remarks>
internal static class ChatUsageWriter
{
    public static void Write(Utf8JsonWriter writer, TokenUsage usage, ReportedUsage told)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, usage.Prompt);
        writer.WriteNumber("completion_tokens"u8, usage.Completion);
        writer.WriteNumber("total_tokens"u8, usage.Total);
        writer.WriteStartObject("prompt_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, usage.CacheRead);
        writer.WriteNumber("cache_write_tokens"u8, usage.CacheWrite5m + usage.CacheWrite1h);
        writer.WriteNumber("audio_tokens"u8, usage.AudioIn);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details"u8);
        writer.WriteNumber("reasoning_tokens"u8, usage.Reasoning);
        writer.WriteNumber("audio_tokens"u8, usage.AudioOut);
        writer.WriteEndObject();
        if (told is { InputExcludesCache: true, CacheRead: not null })
        {
            writer.WriteNumber("cache_read_input_tokens"u8, usage.CacheRead);
        }

        if (told is { InputExcludesCache: true } and ({ CacheWrite: not null } or { CacheWrite5m: not null } or { CacheWrite1h: not null }))
        {
            writer.WriteNumber("cache_creation_input_tokens"u8, usage.CacheWrite5m + usage.CacheWrite1h);
        }

        writer.WriteEndObject();
    }
}
