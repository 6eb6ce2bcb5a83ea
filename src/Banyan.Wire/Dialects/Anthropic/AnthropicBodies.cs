using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads what a whole body means: an answer, a token count, an error told with status 200, or nothing of the kind.</summary>
internal static class AnthropicBodies
{
    private const FrameTraits Whole = FrameTraits.Content | FrameTraits.Finish | FrameTraits.Terminal;

    public static FrameMeaning Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return AnthropicEvents.KindOf(body) switch
            {
                AnthropicEventKind.Message => Message(body),
                AnthropicEventKind.Error => new FrameMeaning(FrameTraits.Error, Failure: AnthropicErrors.Told(body)),
                AnthropicEventKind.Unknown when AnthropicHead.Scan(body).HasInputTokens => new FrameMeaning(FrameTraits.Content | FrameTraits.Terminal),
                _ => AnthropicFrames.Garbled("The provider answered with something that is not a message."),
            };
        }
        catch (JsonException)
        {
            return AnthropicFrames.Garbled("The provider's answer is not complete JSON.");
        }
    }

    private static FrameMeaning Message(ReadOnlySpan<byte> body)
    {
        var head = AnthropicHead.Scan(body);
        var (bytes, isCall) = Blocks(body);
        var traits = (head.Usage is null ? Whole : Whole | FrameTraits.Usage) | (isCall ? FrameTraits.Call : FrameTraits.Other);
        return new FrameMeaning(traits, head.Usage, TextBytes: bytes);
    }

    // Members of content blocks stand at depth 3: object, array, block.
    private static (int TextBytes, bool IsCall) Blocks(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        var (bytes, isCall) = (0, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3)
            {
                continue;
            }

            var isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("thinking"u8);
            var isInput = reader.ValueTextEquals("input"u8);
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            isCall |= isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("tool_use"u8);
            var start = reader.TokenStartIndex;
            bytes += isText && reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0;
            reader.Skip();
            bytes += isInput ? (int)(reader.BytesConsumed - start) : 0;
        }

        return (bytes, isCall);
    }
}
