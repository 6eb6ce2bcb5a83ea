using System.Text.Json;
using Banyan.GraphQL.Types;
using Banyan.Wire.Usage;

namespace Banyan.Host.Graph.Usage;

/// <summary>Reads the <c>usage</c> object of a provider's answer as it came: of OpenAI's chat and responses, or of Anthropic.</summary>
internal static class ReportedTokens
{
    /// <summary>Reads one.</summary>
    /// <exception cref="CoercionException">It is none, or contradicts itself.</exception>
    public static TokenUsage Read(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            throw Wrong();
        }

        var (input, output) = (Part(usage, "prompt_tokens_details", "input_tokens_details"), Part(usage, "completion_tokens_details", "output_tokens_details"));
        var reported = new ReportedUsage
        {
            Input = Count(usage, "prompt_tokens", "input_tokens"),
            Output = Count(usage, "completion_tokens", "output_tokens"),
            CacheRead = Count(usage, "cache_read_input_tokens") ?? Count(input, "cached_tokens"),
            CacheWrite = Count(usage, "cache_creation_input_tokens"),
            AudioIn = Count(input, "audio_tokens"),
            Reasoning = Count(output, "reasoning_tokens"),
            AudioOut = Count(output, "audio_tokens"),
            InputExcludesCache = Count(usage, "cache_read_input_tokens", "cache_creation_input_tokens") is not null,
        };
        return (reported.Input is null && reported.Output is null ? null : reported.ToTokens(totalGapIsReasoning: false)) is { IsFlagged: false } tokens ? tokens : throw Wrong();
    }

    private static JsonElement Part(JsonElement usage, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (usage.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object)
            {
                return part;
            }
        }

        return default;
    }

    private static long? Count(JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count is >= 0 and <= 1_000_000_000 ? count : throw Wrong();
            }
        }

        return null;
    }

    private static CoercionException Wrong() =>
        new("usage is the object a provider answered: prompt_tokens and completion_tokens, or input_tokens and output_tokens, with what goes with them.");
}
