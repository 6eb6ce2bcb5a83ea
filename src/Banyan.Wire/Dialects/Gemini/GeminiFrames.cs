using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Says what a frame of a Gemini answer carries: plain text chunks by byte search, everything else in one pass.</summary>
internal static class GeminiFrames
{
    public static FrameMeaning Read(in Frame frame)
    {
        if (frame.Kind is FrameKind.Comment)
        {
            return default;
        }

        if (frame.Kind is FrameKind.Broken)
        {
            return new FrameMeaning(FrameTraits.Error, Failure: frame.Broke);
        }

        var data = frame.Data.Span;
        if (frame.Kind is FrameKind.Event && PlainText(data) is var textBytes and > 0)
        {
            return new FrameMeaning(FrameTraits.Content, TextBytes: textBytes);
        }

        try
        {
            return GeminiFrameScan.Read(frame);
        }
        catch (JsonException)
        {
            return new FrameMeaning(FrameTraits.Error, Failure: Garbled("The provider sent something that is not JSON."));
        }
    }

    public static Failure Garbled(string message) => new(FailureKind.Garbled, "provider_error", message);

    // Bytes of text when the chunk has text and nothing else that must be understood; 0 sends it to the parser.
    private static int PlainText(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{' || data[^1] != (byte)'}'
            || data.IndexOf("\"usageMetadata\""u8) >= 0 || data.IndexOf("\"finishReason\""u8) >= 0
            || data.IndexOf("\"error\""u8) >= 0 || data.IndexOf("\"promptFeedback\""u8) >= 0
            || data.IndexOf("\"functionCall\""u8) >= 0 || data.IndexOf("\"groundingMetadata\""u8) >= 0
            || data.IndexOf("\"candidates\""u8) < 0)
        {
            return 0;
        }

        var bytes = 0;
        for (var at = JsonByteSearch.FindValue(data, "\"text\""u8, 0); at >= 0; at = JsonByteSearch.FindValue(data, "\"text\""u8, at))
        {
            var length = JsonByteSearch.StringLength(data, at);
            if (length < 0)
            {
                return 0;
            }

            bytes += length;
            at += length + 2;
        }

        return bytes;
    }
}
