using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Counts of one <c>usage</c> object, by the names providers give them.</summary>
internal struct UsageCounts
{
    private long? _input;
    private long? _output;
    private long? _total;
    private long? _cached;
    private long? _deepSeekCached;
    private long? _written;
    private long? _audioIn;
    private long? _audioOut;
    private long? _reasoning;
    private long? _unread;

    [UnscopedRef]
    public ref long? Of(in Utf8JsonReader name)
    {
        if (ChatToken.Is(name, "prompt_tokens"u8) || ChatToken.Is(name, "input_tokens"u8))
        {
            return ref _input;
        }

        if (ChatToken.Is(name, "completion_tokens"u8) || ChatToken.Is(name, "output_tokens"u8))
        {
            return ref _output;
        }

        // DeepSeek tells cached input beside the details, inside prompt_tokens like everybody.
        if (ChatToken.Is(name, "prompt_cache_hit_tokens"u8))
        {
            return ref _deepSeekCached;
        }

        return ref ChatToken.Is(name, "total_tokens"u8) ? ref _total : ref _unread;
    }

    [UnscopedRef]
    public ref long? OfDetail(in Utf8JsonReader name, bool isInput)
    {
        if (ChatToken.Is(name, "audio_tokens"u8))
        {
            return ref isInput ? ref _audioIn : ref _audioOut;
        }

        if (isInput && ChatToken.Is(name, "cached_tokens"u8))
        {
            return ref _cached;
        }

        if (isInput && ChatToken.Is(name, "cache_write_tokens"u8))
        {
            return ref _written;
        }

        return ref !isInput && ChatToken.Is(name, "reasoning_tokens"u8) ? ref _reasoning : ref _unread;
    }

    public readonly ReportedUsage? ToReport() =>
        _input is null && _output is null && _total is null
            ? null
            : new ReportedUsage
            {
                Input = _input,
                Output = _output,
                Total = _total,
                CacheRead = _cached ?? _deepSeekCached,
                CacheWrite5m = _written,
                AudioIn = _audioIn,
                AudioOut = _audioOut,
                Reasoning = _reasoning,
            };
}
