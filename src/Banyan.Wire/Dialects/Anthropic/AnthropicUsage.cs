using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads a <c>usage</c> object. Input tokens exclude what was read from or written to the cache; the two lives of a write are told apart.</summary>
internal static class AnthropicUsage
{
    /// <summary>Reads the object as it was written.</summary>
    public static ReportedUsage Read(JsonRaw usage)
    {
        var reader = new Utf8JsonReader(usage.Utf8.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>Reads from the opening brace to the closing one.</summary>
    public static ReportedUsage Read(ref Utf8JsonReader reader)
    {
        var usage = new ReportedUsage { InputExcludesCache = true };
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
            {
                usage = With(usage, name, count);
            }
            else if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("service_tier"u8))
            {
                usage = usage with { ServiceTier = reader.GetString() };
            }
            else if (reader.TokenType == JsonTokenType.StartObject && !name.SequenceEqual("cache_creation"u8))
            {
                reader.Skip();
            }
        }

        return usage;
    }

    private static ReportedUsage With(ReportedUsage usage, ReadOnlySpan<byte> name, long count) => name switch
    {
        _ when name.SequenceEqual("input_tokens"u8) => usage with { Input = count },
        _ when name.SequenceEqual("output_tokens"u8) => usage with { Output = count },
        _ when name.SequenceEqual("cache_read_input_tokens"u8) => usage with { CacheRead = count },
        _ when name.SequenceEqual("cache_creation_input_tokens"u8) => usage with { CacheWrite = count },
        _ when name.SequenceEqual("ephemeral_5m_input_tokens"u8) => usage with { CacheWrite5m = count },
        _ when name.SequenceEqual("ephemeral_1h_input_tokens"u8) => usage with { CacheWrite1h = count },
        _ => usage,
    };
}
