using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Says what a frame of an answer carries: plain chunks by byte search, the rest by one forward pass.</summary>
internal static class OpenAiChatFrames
{
    /// <summary>The stream's end mark.</summary>
    public static ReadOnlySpan<byte> Done => "[DONE]"u8;

    public static bool IsDone(ReadOnlySpan<byte> data) => data.Trim(" \t\r\n"u8).SequenceEqual(Done);

    public static FrameMeaning Read(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Comment:
                return default;
            case FrameKind.Broken:
                return new FrameMeaning(FrameTraits.Error, null, frame.Broke);
            case FrameKind.Event or FrameKind.Body:
            default:
                break;
        }

        var data = frame.Data.Span;
        var text = frame.Kind == FrameKind.Event ? QuickChunk.TextBytes(data) : -1;
        if (text > 0)
        {
            return new FrameMeaning(FrameTraits.Content, TextBytes: text);
        }

        if (frame.Kind == FrameKind.Event && IsDone(data))
        {
            return new FrameMeaning(FrameTraits.Terminal);
        }

        // An event without data is a keep-alive of some providers; an empty body is no answer.
        return data.IsEmpty && frame.Kind == FrameKind.Event ? default : Parse(frame.Data);
    }

    private static FrameMeaning Parse(ReadOnlyMemory<byte> data)
    {
        var found = default(FrameFindings);
        try
        {
            var reader = new Utf8JsonReader(data.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                // Google's compatible route wraps errors in an array; an answer never is one.
                found.HasError = true;
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.StartObject)
            {
                return Garbled(data.Span);
            }
            else
            {
                FrameScan.Top(ref reader, ref found);
            }

            reader.Read();
        }
        catch (JsonException)
        {
            return Garbled(data.Span);
        }

        return found.HasError
            ? new FrameMeaning(found.Traits | FrameTraits.Error, found.Counted, OpenAiChatErrors.ReadInside(data), found.TextBytes)
            : new FrameMeaning(found.Traits, found.Counted, null, found.TextBytes);
    }

    private static FrameMeaning Garbled(ReadOnlySpan<byte> data) => new(FrameTraits.Error, null, OpenAiChatErrors.Garbled(data));
}
