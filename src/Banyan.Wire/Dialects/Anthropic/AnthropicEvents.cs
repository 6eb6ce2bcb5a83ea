using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Tells events apart. The provider writes <c>type</c> first, so a byte search is enough; other orders cost a scan of the top level.</summary>
internal static class AnthropicEvents
{
    public static AnthropicEventKind KindOf(ReadOnlySpan<byte> data)
    {
        var rest = data;
        return Bytes.Take(ref rest, (byte)'{') && Bytes.TakeString(ref rest, out var name) && name.SequenceEqual("type"u8)
            && Bytes.Take(ref rest, (byte)':') && Bytes.TakeString(ref rest, out var type)
                ? Named(type)
                : Search(data);
    }

    private static AnthropicEventKind Named(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("content_block_delta"u8) => AnthropicEventKind.BlockDelta,
        _ when type.SequenceEqual("content_block_start"u8) => AnthropicEventKind.BlockStart,
        _ when type.SequenceEqual("content_block_stop"u8) => AnthropicEventKind.BlockStop,
        _ when type.SequenceEqual("message_start"u8) => AnthropicEventKind.MessageStart,
        _ when type.SequenceEqual("message_delta"u8) => AnthropicEventKind.MessageDelta,
        _ when type.SequenceEqual("message_stop"u8) => AnthropicEventKind.MessageStop,
        _ when type.SequenceEqual("message"u8) => AnthropicEventKind.Message,
        _ when type.SequenceEqual("ping"u8) => AnthropicEventKind.Ping,
        _ when type.SequenceEqual("error"u8) => AnthropicEventKind.Error,
        _ => AnthropicEventKind.Unknown,
    };

    private static AnthropicEventKind Search(ReadOnlySpan<byte> data)
    {
        var kind = AnthropicEventKind.Unknown;
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return AnthropicEventKind.Broken;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isError = reader.ValueTextEquals("error"u8);
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.String)
                {
                    return Named(reader.ValueSpan);
                }

                kind = isError && reader.TokenType != JsonTokenType.Null ? AnthropicEventKind.Error : kind;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return AnthropicEventKind.Broken;
        }

        return kind;
    }
}
