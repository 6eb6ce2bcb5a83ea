using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads what a frame of an answer means.</summary>
internal static class AnthropicFrames
{
    public static FrameMeaning Read(in Frame frame) => frame.Kind switch
    {
        FrameKind.Event => Event(frame.Data.Span),
        FrameKind.Body => AnthropicBodies.Read(frame.Data.Span),
        FrameKind.Comment or FrameKind.Run => default,
        FrameKind.Broken => new FrameMeaning(FrameTraits.Error, Failure: frame.Broke),
    };

    public static FrameMeaning Garbled(string message) =>
        new(FrameTraits.Error, Failure: new Failure(FailureKind.Garbled, "provider_error", message));

    private static FrameMeaning Event(ReadOnlySpan<byte> data) => AnthropicEvents.KindOf(data) switch
    {
        AnthropicEventKind.BlockDelta => AnthropicDeltas.Read(data),
        AnthropicEventKind.BlockStart => BlockStart(data),
        AnthropicEventKind.Ping => new FrameMeaning(FrameTraits.Preamble),
        AnthropicEventKind.MessageStart => Head(data, FrameTraits.Preamble),
        AnthropicEventKind.MessageDelta => Head(data, FrameTraits.Other),
        AnthropicEventKind.MessageStop => new FrameMeaning(FrameTraits.Terminal),
        AnthropicEventKind.Error => new FrameMeaning(FrameTraits.Error, Failure: AnthropicErrors.Told(data)),
        AnthropicEventKind.Message => AnthropicBodies.Read(data),
        AnthropicEventKind.BlockStop or AnthropicEventKind.Unknown => default,
        AnthropicEventKind.Broken => data.Trim(" \t\r\n"u8).SequenceEqual("[DONE]"u8) ? default : Garbled("An event of the provider's stream is not JSON."),
    };

    private static FrameMeaning Head(ReadOnlySpan<byte> data, FrameTraits traits)
    {
        try
        {
            var head = AnthropicHead.Scan(data);
            traits |= head.Usage is null ? FrameTraits.Other : FrameTraits.Usage;
            traits |= head.HasStopReason ? FrameTraits.Finish : FrameTraits.Other;
            return new FrameMeaning(traits, head.Usage);
        }
        catch (JsonException)
        {
            return Garbled("An event of the provider's stream is not JSON.");
        }
    }

    // A block that opens empty is a preamble. One whose content is all in its start (encrypted thinking, results of the provider's own tools, text of
    // compatible servers) commits.
    private static FrameMeaning BlockStart(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            var (opensEmpty, isCall) = (false, false);
            var textBytes = 0;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
                {
                    continue;
                }

                var isType = reader.ValueTextEquals("type"u8);
                var isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("thinking"u8);
                reader.Read();
                isCall |= isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("tool_use"u8);
                opensEmpty |= isType && reader.TokenType == JsonTokenType.String
                    && (reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("thinking"u8) || reader.ValueSpan.EndsWith("tool_use"u8));
                textBytes += isText && reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0;
                reader.Skip();
            }

            var traits = opensEmpty && textBytes == 0 ? FrameTraits.Preamble : FrameTraits.Content;
            return new FrameMeaning(isCall ? traits | FrameTraits.Call : traits, TextBytes: textBytes);
        }
        catch (JsonException)
        {
            return Garbled("An event of the provider's stream is not JSON.");
        }
    }
}
